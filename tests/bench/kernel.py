"""`./aigc bench kernel`: the kit's C# kernel beside Python's ipykernel, by the same cells, in turn within one run.

usage: kernel.py [--rounds N] [--json FILE] [--short]     --short leaves out the 1,000 cells and the large outputs
"""
from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict

from kernel_cells import CSHARP, PAYLOAD, PYTHON, Cells
from kernel_memory import forget_peak, memory, peak
from kernel_session import Cell, KernelSession

KERNELS = {"kit": (".net-csharp", CSHARP), "ipykernel": ("python3", PYTHON)}
REPEATS = 20
LONG_SECONDS = 600
MB = 1e6

Samples = dict[str, list[float]]


def quick(name: str, cells: Cells, samples: Samples, is_first: bool) -> None:
    """What every round measures."""
    launched = time.perf_counter()
    kernel = start(name)
    try:
        require_ok(kernel.run(cells.trivial))
        samples[f"first result, {'first' if is_first else 'later'} start (ms)"].append((time.perf_counter() - launched) * 1000)
        time.sleep(1)
        resident, proportional = memory(kernel.pid)
        samples["resident after the start (MB)"].append(resident / MB)
        samples["of that its own share (MB)"].append(proportional / MB)
        for what, code, repeats in (("trivial cell", cells.trivial, REPEATS), ("cell with a display", cells.display, REPEATS), ("1 MB of output", cells.megabyte, 2)):
            kernel.run(code)
            samples[f"{what} (ms)"] += [timed(lambda: require_ok(kernel.run(code))) for _ in range(repeats)]
            time.sleep(1)  # What may be sent at once is limited, and recovers.
        kernel.run(cells.declare)
        for what, ask in (("completion", kernel.client.complete), ("inspection", kernel.client.inspect)):
            code = cells.unfinished if what == "completion" else cells.unfinished.split(".")[0]
            kernel.reply_to(ask(code, len(code)))
            samples[f"{what} (ms)"] += [timed(lambda: require_ok(Cell(kernel.reply_to(ask(code, len(code))), []))) for _ in range(REPEATS)]
        samples["Stop of an endless loop (ms)"] += [stopped(kernel, cells) for _ in range(3)]
    finally:
        kernel.close()


def long_session(name: str, cells: Cells, samples: Samples) -> None:
    kernel = start(name)
    try:
        require_ok(kernel.run(cells.trivial))
        time.sleep(1)
        at_start, _ = memory(kernel.pid)
        times = []
        for number in range(1000):
            times.append(timed(lambda: require_ok(kernel.run(cells.varied(number)))))
            if number + 1 in (100, 1000):
                resident, proportional = memory(kernel.pid)
                samples[f"growth after {number + 1:,} cells (MB)"].append((resident - at_start) / MB)
                samples[f"own share after {number + 1:,} cells (MB)"].append(proportional / MB)
        samples["a cell, the first 50 of 1,000 (ms)"] += times[:50]
        samples["a cell, the last 50 of 1,000 (ms)"] += times[-50:]
    finally:
        kernel.close()


def large_outputs(name: str, cells: Cells, samples: Samples) -> None:
    kernel = start(name)
    try:
        kernel.run(cells.display)
        for what, code in (("a million printed lines", cells.million_lines), ("50 MB shown", cells.payload)):
            before = memory(kernel.pid)[0]
            forget_peak(kernel.pid)
            samples[f"{what} (ms)"].append(timed(lambda: require_ok(kernel.run(code, LONG_SECONDS))))
            grown = peak(kernel.pid) - before
            samples[f"{what}, most memory above before (MB)"].append(grown / MB)
            if what.startswith("50"):
                samples["50 MB shown, that memory over the size"].append(grown / PAYLOAD)
    finally:
        kernel.close()


def start(name: str) -> KernelSession:
    """What Python's kernel says of its debugger is of no interest here."""
    return KernelSession(name, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stopped(kernel: KernelSession, cells: Cells) -> float:
    running = kernel.client.execute(cells.endless)
    time.sleep(0.5)
    started = time.perf_counter()
    kernel.manager.interrupt_kernel()
    cell = kernel.finish(running)
    took = (time.perf_counter() - started) * 1000
    if cell.reply["status"] != "error":
        raise RuntimeError(f"the interrupted cell ended with {cell.reply['status']}, expected error")
    return took


def timed(action) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def require_ok(cell: Cell) -> None:
    if cell.reply["status"] != "ok":
        raise RuntimeError(f"a cell failed: {cell.reply.get('ename')}: {cell.reply.get('evalue')}")


def row(name: str, all_samples: dict[str, Samples]) -> dict:
    figures = {"name": name}
    for kernel, samples in all_samples.items():
        if samples.get(name):
            figures[kernel] = {"median": statistics.median(samples[name]), "worst": max(samples[name]), "samples": len(samples[name])}
    return figures


def show(figures: dict) -> None:
    texts = [f"{figures[kernel]['median']:10.1f} {figures[kernel]['worst']:10.1f}" if kernel in figures else f"{'-':>10} {'-':>10}" for kernel in KERNELS]
    print(f"{figures['name']:<46} {'  '.join(texts)} {figures.get('kit', {}).get('samples', 0):6}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./aigc bench kernel")
    parser.add_argument("--rounds", type=int, default=5, help="starts of each kernel (5)")
    parser.add_argument("--json", metavar="FILE", help="write the figures to FILE, too")
    parser.add_argument("--short", action="store_true", help="leave out the 1,000 cells and the large outputs")
    options = parser.parse_args()
    all_samples: dict[str, Samples] = {kernel: defaultdict(list) for kernel in KERNELS}
    for number in range(options.rounds):
        for kernel, (name, cells) in KERNELS.items():
            quick(name, cells, all_samples[kernel], is_first=number == 0)
    if not options.short:
        for kernel, (name, cells) in KERNELS.items():
            large_outputs(name, cells, all_samples[kernel])
            long_session(name, cells, all_samples[kernel])
    names = dict.fromkeys(name for samples in all_samples.values() for name in samples)
    rows = [row(name, all_samples) for name in sorted(names, key=lambda name: not name.startswith("first result"))]
    print(f"{'':<46} {'kit median':>10} {'worst':>10}  {'ipy median':>10} {'worst':>10} {'values':>6}")
    for figures in rows:
        show(figures)
    if options.json:
        with open(options.json, "w") as file:
            json.dump(rows, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
