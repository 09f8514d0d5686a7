"""Runs all test files in this folder, or in the one named, against the kernel `.net-csharp` on JUPYTER_PATH; two at a time, since most of them
mostly wait. The last line is `N passed, N failed[, N skipped]`.

usage: run_all.py [FOLDER [FILE]]"""
import os
import re
import subprocess
import sys
import time
import unittest
import warnings
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 2


def run_one(file: str) -> int:
    warnings.simplefilter("ignore")
    result = unittest.TextTestRunner(verbosity=2, warnings="ignore").run(unittest.defaultTestLoader.loadTestsFromName(file.removesuffix(".py")))
    for test, reason in result.skipped:
        print(f"skipped: {test.id()} {reason}")
    failed = len({str(getattr(test, "test_case", test)) for test, _ in result.failures + result.errors} | set(map(str, result.unexpectedSuccesses)))
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed, {len(result.skipped)} skipped")
    return 1 if failed else 0


def run_in_a_process(folder: str, file: str) -> tuple:
    started = time.monotonic()
    done = subprocess.run([sys.executable, __file__, folder, file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    print(f"== {file}, {time.monotonic() - started:.0f} s\n{done.stdout}", flush=True)
    counts = re.search(r"(\d+) passed, (\d+) failed, (\d+) skipped\n\Z", done.stdout)
    passed, failed, skipped = map(int, counts.groups()) if counts else (0, 1, 0)
    return passed, failed + (done.returncode != 0 and failed == 0), skipped


def main() -> int:
    folder = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(__file__))
    sys.path.insert(0, folder)
    if len(sys.argv) > 2:
        return run_one(sys.argv[2])
    files = sorted(file for file in os.listdir(folder) if re.fullmatch(r"test_\w+\.py", file))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        passed, failed, skipped = map(sum, zip(*pool.map(lambda file: run_in_a_process(folder, file), files)))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
