"""Runs all tests in this folder, or the one named, against the kernel `.net-csharp` on JUPYTER_PATH; the last line is `N passed, N failed[, N skipped]`."""
import os
import sys
import unittest
import warnings


def main() -> int:
    folder = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(__file__))
    sys.path.insert(0, folder)
    warnings.simplefilter("ignore")
    result = unittest.TextTestRunner(verbosity=2, warnings="ignore").run(unittest.defaultTestLoader.discover(folder))
    for test, reason in result.skipped:
        print(f"skipped: {test.id()} {reason}")
    failed = len({str(getattr(test, "test_case", test)) for test, _ in result.failures + result.errors} | set(map(str, result.unexpectedSuccesses)))
    skipped = len(result.skipped)
    print(f"{result.testsRun - failed - skipped} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
