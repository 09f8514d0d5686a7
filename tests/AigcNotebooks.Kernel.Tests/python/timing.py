"""Prints how long the kernel takes to start and to answer; asserts nothing.

usage: python3 timing.py [KERNEL_NAME...]     e.g. timing.py .net-csharp python3
"""
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

ROUND_TRIPS = 50


def measure(name: str) -> None:
    launched = time.perf_counter()
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        ready = time.perf_counter() - launched
        execute(client, "1+1")
        first = time.perf_counter() - launched
        trips = [execute(client, f"1+{i}") * 1000 for i in range(ROUND_TRIPS)]
        print(f"{name}: ready {ready:.2f} s, first cell done {first:.2f} s, round trip of a trivial cell: "
              f"median {statistics.median(trips):.1f} ms, 95th percentile {statistics.quantiles(trips, n=20)[18]:.1f} ms")
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def execute(client, code: str) -> float:
    started = time.perf_counter()
    reply = client.execute_interactive(code, output_hook=lambda message: None, timeout=60)
    if reply["content"]["status"] != "ok":
        raise RuntimeError(reply["content"])
    return time.perf_counter() - started


if __name__ == "__main__":
    for kernel in sys.argv[1:] or [".net-csharp"]:
        measure(kernel)
