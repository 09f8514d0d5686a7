"""Hundreds of cells in one session: memory and time stay within bounds. The long form runs with AIGC_SOAK=true."""
import os
import statistics
import time
import unittest

from kernel_memory import memory
from kernel_session import KernelSession
from varied_cells import cell

COUNT = 1000 if os.environ.get("AIGC_SOAK") == "true" else 300
# The first cells also load what any session needs once.
MOST_GROWTH = 150e6 if COUNT == 1000 else 75e6
MOST_SLOWDOWN = 5


class LongSessionTests(unittest.TestCase):
    def test_memory_and_time_stay_within_bounds(self):
        kernel = KernelSession()
        self.addCleanup(kernel.close)
        kernel.run("1 + 1")
        before, _ = memory(kernel.pid)
        times = []
        for number in range(COUNT):
            started = time.perf_counter()
            result = kernel.run(cell(number))
            times.append((time.perf_counter() - started) * 1000)
            self.assertEqual(result.reply["status"], "ok", (cell(number), result.reply))
        after, _ = memory(kernel.pid)
        first, last = statistics.median(times[:50]), statistics.median(times[-50:])
        print(f"measured: {COUNT} cells: {before / 1e6:.0f} MB resident before, {after / 1e6:.0f} after; a cell took {first:.1f} ms at first, {last:.1f} ms at the end")
        self.assertLess(after - before, MOST_GROWTH)
        self.assertLess(last, MOST_SLOWDOWN * first)
