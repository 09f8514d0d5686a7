"""jupyter-console on a terminal, as a person uses it."""
import os
import re
import signal
import sys
import time
import unittest
from importlib.util import find_spec

from kernel_session import KERNEL_NAME, TIMEOUT
from test_lifetime import wait_until_gone

MISSING = [name for name in ("pexpect", "jupyter_console") if find_spec(name) is None]


@unittest.skipIf(MISSING, f"needs Python's {' and '.join(MISSING)}")
class ConsoleTests(unittest.TestCase):
    def setUp(self):
        import pexpect
        self.ended = pexpect.EOF
        # Left to itself, the console asks no more whether a line is complete once an answer has taken more than a second.
        patient = f"--ZMQTerminalInteractiveShell.kernel_is_complete_timeout={TIMEOUT}"
        self.terminal = pexpect.spawn(sys.executable, ["-W", "ignore", "-m", "jupyter_console", "--kernel", KERNEL_NAME, patient], encoding="utf-8", timeout=TIMEOUT,
                                      dimensions=(50, 200), env={**os.environ, "TERM": "xterm"})
        self.addCleanup(self.terminal.close, force=True)
        self.shows("AigcNotebooks.Kernel")
        self.prompted()

    def shows(self, *texts: str) -> None:
        for text in texts:
            self.terminal.expect(re.escape(text))

    def prompted(self) -> None:
        self.terminal.expect(r"In \[")
        time.sleep(0.5)  # until the line editor listens

    def enter(self, *lines: str) -> None:
        for line in lines:
            self.terminal.send(line)
            time.sleep(0.3)  # Enter within a burst of keys is now and then lost on the line editor
            self.terminal.send("\r")
            time.sleep(0.5)

    def test_a_walk(self):
        self.enter("6 * 7 * 1001")
        self.shows("Out[", "42042")
        self.prompted()
        # After the brace the line editor asks the kernel whether there is more to come.
        self.enter("for (var i = 10; i < 12; i++) {", 'Console.WriteLine($"turn {i}");', "}")
        self.shows("turn 10", "turn 11")
        self.prompted()
        self.terminal.send('"abc".ToUpperInv\t')
        time.sleep(1)
        self.enter("()")
        self.shows("Out[", "ABC")
        self.prompted()
        self.enter("nowhere")
        self.shows("CS0103", "does not exist", "nowhere", "^^^^^^^")
        self.prompted()
        # (What is waited for must not stand in the line itself, whose echo the terminal shows as well.)
        self.enter('"Hello " + input("who" + "? ")')
        self.shows("who? ")
        time.sleep(0.5)
        self.enter("World")
        self.shows("Hello World")
        self.prompted()
        self.enter('"process " + Environment.ProcessId')
        self.terminal.expect(r"process (\d+)\D")
        process = int(self.terminal.match[1])
        self.prompted()
        self.enter('Console.WriteLine("be" + "gun"); while (true) { }')
        self.shows("begun")
        self.terminal.sendintr()
        # jupyter-console 6.4 on Python 3.11 gives its prompt back, and tells no kernel of Ctrl-C, ipykernel neither.
        if self.terminal.expect(["The cell was interrupted", "KeyboardInterrupt escaped"]) == 1:
            os.kill(process, signal.SIGINT)
        self.prompted()
        self.terminal.sendeof()
        self.shows("exit")
        self.enter("y")
        self.shows("Shutting down kernel")
        self.terminal.expect(self.ended)
        self.assertTrue(wait_until_gone(process, 10))
