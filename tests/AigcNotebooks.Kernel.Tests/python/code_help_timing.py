"""How quickly Tab and Shift-Tab are answered in a session of the kit with many cells behind it, and what they cost in memory; asserts nothing.

usage: python3 code_help_timing.py [KERNEL_NAME...]     e.g. code_help_timing.py .net-csharp python3
"""
import os
import statistics
import sys
import time

from jupyter_client.manager import KernelManager
from kernel_memory import memory

NOTEBOOKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "notebooks")
CELLS = 200
ROUNDS = 15

# A kernel's name: the cell that loads a lesson's libraries, a lesson's cell, and questions with the cursor at their end.
SESSIONS = {
    ".net-csharp": (
        '#r ".aigc/TorchSharp.dll"\n#r ".aigc/AigcNotebooks.dll"\nusing TorchSharp;\nusing static TorchSharp.torch;\nusing static TorchSharp.torch.nn;\n'
        "using AigcNotebooks.Data;\nusing AigcNotebooks.Display;\nTensor tensor = null; var words = new List<string>();",
        "var value{0} = {0}; int Function{0}(int n) => n + value{0};",
        ["tensor.", "torch.nn.", "words.Select(w => w.", "Con", "", "Linear(", "var x = Sequential(Linear(1, 2), R",
         "foreach (var w in words)\n{\n    var t = tensor.view(-1).", "Function1", "class Net : Module<Tensor, Tensor> { public override "],
        ["Console.WriteLine", "tensor.view", "Linear(", "new ImageGrid(", "words.Where"]),
    "python3": (
        "import torch\nfrom torch import nn\ntensor = torch.zeros(1)\nwords = []",
        "value{0} = {0}\ndef function{0}(n):\n    return n + value{0}",
        ["tensor.", "torch.nn.", "[w. for w in words][0].", "pri", "", "nn.Linear(", "x = nn.Sequential(nn.Linear(1, 2), nn.R",
         "for w in words:\n    t = tensor.view(-1).", "function1", "class Net(nn.Module):\n    def forw"],
        ["print", "tensor.view", "nn.Linear(", "torch.nn.functional.relu", "words.append"]),
}


def measure(name: str) -> dict:
    """Milliseconds of the first answers and of the many later ones, and megabytes that 1,000 completions add."""
    load, cell, to_complete, to_inspect = SESSIONS[name]
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(cwd=NOTEBOOKS)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        first = ask(client, "complete", to_complete[3])
        run(client, load)
        first_with_libraries = ask(client, "complete", to_complete[0])
        for i in range(CELLS):
            run(client, cell.format(i))
        questions = [("complete", code) for code in to_complete] + [("inspect", code) for code in to_inspect]
        for question in questions:
            ask(client, *question)
        times = {question: [ask(client, *question) for _ in range(ROUNDS)] for question in questions}
        before, processor = memory(manager.provisioner.pid)[0], processor_seconds(manager.provisioner.pid)
        for i in range(1000):
            ask(client, "complete", to_complete[i % len(to_complete)])
        grown, processor = memory(manager.provisioner.pid)[0] - before, processor_seconds(manager.provisioner.pid) - processor
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    slowest = max(times, key=lambda question: statistics.median(times[question]))
    return {"first": first, "first with libraries": first_with_libraries, **quantiles("complete", times), **quantiles("inspect", times),
            "slowest": f"{slowest[0]} {slowest[1]!r}", "slowest's median": statistics.median(times[slowest]), "processor time each of 1,000": processor, "their MB": grown / 2**20}


def quantiles(kind: str, times: dict) -> dict:
    all_times = [value for question, values in times.items() if question[0] == kind for value in values]
    return {f"{kind} median": statistics.median(all_times), f"{kind} 95 %": statistics.quantiles(all_times, n=20)[18]}


def processor_seconds(pid: int) -> float:
    """What a process has used of the processors, whatever else the machine does: of 1,000 answers, the milliseconds of one."""
    with open(f"/proc/{pid}/stat") as stat:
        user, system = stat.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def ask(client, kind: str, code: str) -> float:
    started = time.perf_counter()
    request = getattr(client, kind)(code)
    while client.get_shell_msg(timeout=120)["parent_header"].get("msg_id") != request:
        pass
    return (time.perf_counter() - started) * 1000


def run(client, code: str) -> None:
    content = client.execute_interactive(code, output_hook=lambda message: None, timeout=120)["content"]
    if content["status"] != "ok":
        raise RuntimeError(content)


if __name__ == "__main__":
    for kernel in sys.argv[1:] or [".net-csharp"]:
        print(f"{kernel} (ms):", ", ".join(f"{what} {value:.0f}" if isinstance(value, float) else f"{what} {value}" for what, value in measure(kernel).items()))
