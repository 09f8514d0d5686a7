"""Prints how long Stop takes, from the interrupt's request to the cell's idle status, by kind of code; asserts nothing.

usage: python3 stop_timing.py [ROUNDS]
"""
from __future__ import annotations

import statistics
import sys
import time

from endless_cells import ENDLESS
from kernel_session import TIMEOUT, KernelSession

KINDS = ["while", "goto", "recursion", "LINQ", "PLINQ", "Sleep", "Delay", "lock", "Sleep in a loop that catches", "another thread's loop"]


def seconds_to_stop(kernel: KernelSession, code: str) -> float:
    msg_id = kernel.client.execute('Console.Write("on");\n' + code)
    while kernel.client.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "stream":
        pass
    time.sleep(0.2)
    started = time.perf_counter()
    kernel.manager.interrupt_kernel()
    kernel.finish(msg_id)
    return time.perf_counter() - started


def measure(rounds: int) -> None:
    kernel = KernelSession()
    try:
        kernel.run("long sum = 0;")
        for kind in KINDS:
            times = [seconds_to_stop(kernel, ENDLESS[kind]) * 1000 for _ in range(rounds)]
            print(f"{kind}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms", flush=True)
    finally:
        kernel.close()


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
