"""What a process takes of the machine's memory."""


def memory(pid: int) -> tuple[int, int]:
    """Resident bytes, and the proportional share: pages that processes share count to each by its part."""
    found = fields(f"/proc/{pid}/smaps_rollup")
    return found["Rss"], found["Pss"]


def peak(pid: int) -> int:
    """The most bytes that were resident since the start, or since `forget_peak`."""
    return fields(f"/proc/{pid}/status")["VmHWM"]


def forget_peak(pid: int) -> None:
    with open(f"/proc/{pid}/clear_refs", "w") as clear:
        clear.write("5")


def fields(path: str) -> dict[str, int]:
    """Lines such as `Rss: 1234 kB`, in bytes."""
    with open(path) as file:
        return {line.split(":")[0]: int(line.split()[1]) * 1024 for line in file if line.rstrip().endswith("kB")}
