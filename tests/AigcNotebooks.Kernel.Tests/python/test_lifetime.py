"""The process: how it starts, how it ends, and what its front end is told."""
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from jupyter_client.kernelspec import get_kernel_spec

from kernel_session import KERNEL_NAME, KernelSession, TIMEOUT


def command(connection_file: str = "") -> list:
    """The kernel's command line; without a connection file, up to its option."""
    argv = get_kernel_spec(KERNEL_NAME).argv
    return [part.replace("{connection_file}", connection_file) for part in argv] if connection_file else argv[: argv.index("--connection-file")]


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


def end(pid: int) -> None:
    """A test that fails leaves no process behind, either."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def serves(connection_file: str, seconds: float) -> bool:
    """Whether a kernel listens within that time. (Before that it may not know yet whose child it is.)"""
    with open(connection_file) as file:
        address = ("127.0.0.1", json.load(file)["shell_port"])
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(address, timeout=1):
            return True
        time.sleep(0.05)
    return False


class LifetimeTests(unittest.TestCase):
    def setUp(self):
        self.kernel = KernelSession()
        self.addCleanup(self.kernel.close)

    @property
    def pid(self) -> int:
        return self.kernel.manager.provisioner.process.pid

    def test_shutdown_is_answered_and_ends_the_process(self):
        for restart in (False, True):
            request = self.kernel.client.session.msg("shutdown_request", {"restart": restart})
            pid = self.pid
            self.kernel.client.control_channel.send(request)
            reply = self.kernel.client.get_control_msg(timeout=5)
            self.assertEqual((reply["msg_type"], reply["content"]), ("shutdown_reply", {"status": "ok", "restart": restart}))
            self.assertTrue(wait_until_gone(pid, 5))
            self.kernel.close()
            self.kernel = KernelSession()
        self.addCleanup(self.kernel.close)

    def test_shutdown_twice(self):
        pid = self.pid
        for _ in range(2):
            self.kernel.client.shutdown()
        self.assertEqual(self.kernel.client.get_control_msg(timeout=5)["msg_type"], "shutdown_reply")
        self.assertTrue(wait_until_gone(pid, 5))

    def test_shutdown_while_a_cell_runs(self):
        self.kernel.client.execute("while (true) { }")
        time.sleep(0.5)
        pid = self.pid
        self.kernel.client.shutdown()
        self.assertEqual(self.kernel.client.get_control_msg(timeout=5)["msg_type"], "shutdown_reply")
        self.assertTrue(wait_until_gone(pid, 5))

    def test_restart_forgets_and_runs_on(self):
        self.kernel.run("var x = 5;")
        self.kernel.client.stop_channels()
        self.kernel.manager.restart_kernel()
        self.kernel.connect()
        cell = self.kernel.run("x")
        self.assertEqual((cell.error["ename"], cell.reply["execution_count"]), ("CS0103", 1))

    def ends_the_process(self, code: str) -> None:
        self.kernel.client.execute(code)
        deadline = time.monotonic() + 60
        while self.kernel.manager.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertFalse(self.kernel.manager.is_alive())

    def test_a_cell_may_end_the_process(self):
        self.kernel.close()
        with tempfile.TemporaryFile() as log:
            self.kernel = KernelSession(stderr=log)
            for code in ("Environment.Exit(3);", 'Environment.FailFast("meant");', "System.Diagnostics.Process.GetCurrentProcess().Kill();",
                         "System.Runtime.InteropServices.Marshal.WriteInt32(1 << 20, 0);",
                         "unsafe { void Deep(int n) { byte* local = stackalloc byte[1 << 20]; local[0] = 1; if (n > 0) Deep(n - 1); } Deep(100); }"):
                with self.subTest(code):
                    self.ends_the_process(code)
                    self.kernel.client.stop_channels()
                    self.kernel.manager.restart_kernel(now=True)
                    self.kernel.connect()
                    self.assertTrue(self.kernel.answers())
            self.kernel.close()

    def test_exit_is_told_with_the_last_words(self):
        self.kernel.client.execute('Console.Write("last words"); Environment.Exit(3);')
        while (message := self.kernel.client.get_iopub_msg(timeout=10))["msg_type"] != "stream":
            pass
        self.assertEqual(message["content"]["text"], "last words")
        error = self.kernel.client.get_iopub_msg(timeout=10)["content"]
        self.assertEqual(error["ename"], "ProcessExit")
        self.assertIn("exit code 3", error["evalue"])

    def test_what_ends_no_process(self):
        """Each is an error of its cell, or told on stderr where no cell waits for it."""
        self.kernel.run("var kept = 1;")
        for code, name in {
            "System.Runtime.InteropServices.Marshal.WriteInt32(8, 0);": "AccessViolationException",
            "void Deep() { Deep(); Deep(); } Deep();": "InsufficientExecutionStackException",
            "System.Runtime.InteropServices.NativeLibrary.Load(\"no such library\");": "DllNotFoundException",
            "new byte[long.MaxValue]": "OverflowException",
        }.items():
            with self.subTest(code):
                self.assertEqual(self.kernel.run(code).error["ename"], name)
        for code in (
            'async void Lost() { await Task.Yield(); throw new Exception("lost"); } Lost(); await Task.Delay(500);',
            'new System.Threading.Thread(() => throw new Exception("lost")).Start(); await Task.Delay(500);',
            'var timer = new System.Threading.Timer(_ => throw new Exception("lost"), null, 0, -1); await Task.Delay(500);',
            'System.Threading.ThreadPool.QueueUserWorkItem(_ => throw new Exception("lost")); await Task.Delay(500);',
            'class Final { ~Final() => throw new Exception("lost"); } void Make() => new Final(); Make(); GC.Collect(); GC.WaitForPendingFinalizers(); await Task.Delay(500);',
        ):
            with self.subTest(code):
                self.assertIn("lost", self.kernel.run(code).text("stderr"))
        self.assertEqual(self.kernel.run("kept").result, "1")

    def test_out_of_memory_is_the_cells_error(self):
        kernel = KernelSession(env={**os.environ, "DOTNET_GCHeapHardLimit": "0x18000000"})
        self.addCleanup(kernel.close)
        cell = kernel.run("var kept = 1; var all = new List<byte[]>(); while (true) all.Add(new byte[20_000_000]);")
        self.assertEqual(cell.error["ename"], "OutOfMemoryException")
        self.assertEqual(kernel.run("all.Clear(); kept").result, "1")

    def test_a_restart_does_not_wait_for_a_cell_that_is_stuck(self):
        self.kernel.client.execute("Enumerable.Range(0, int.MaxValue).Average() + Enumerable.Range(0, int.MaxValue).Average()")
        time.sleep(1)
        started = time.monotonic()
        self.kernel.client.stop_channels()
        self.kernel.manager.restart_kernel()
        self.kernel.connect()
        self.assertTrue(self.kernel.answers())
        self.assertLess(time.monotonic() - started, 20)

    def test_sigint_interrupts_and_does_not_kill(self):
        msg_id = self.kernel.client.execute("await Task.Delay(60000);")
        time.sleep(0.5)
        os.kill(self.pid, signal.SIGINT)
        self.assertEqual(self.kernel.finish(msg_id, 10).error["evalue"], "The cell was interrupted.")
        self.assertTrue(self.kernel.answers())

    def test_sigterm_ends(self):
        for code in ("", "while (true) { }", "while (true) try { System.Threading.Thread.Sleep(60000); } catch { }", "Enumerable.Range(0, int.MaxValue).Average()"):
            with self.subTest(code):
                if code:
                    self.kernel.client.execute(code)
                    time.sleep(0.5)
                pid = self.pid
                os.kill(pid, signal.SIGTERM)
                self.assertTrue(wait_until_gone(pid, 5))
                self.assertEqual(self.kernel.manager.provisioner.process.wait(), 0)
                self.kernel.close()
                self.kernel = KernelSession()
        self.kernel.close()

    def test_the_real_standard_error_stays_reachable(self):
        with tempfile.TemporaryFile() as log:
            kernel = KernelSession(stderr=log)
            cell = kernel.run('using (var real = new System.IO.StreamWriter(Console.OpenStandardError())) real.Write("to the terminal"); Console.Error.Write("to the cell");')
            kernel.close()
            log.seek(0)
            self.assertEqual((log.read(), cell.text("stderr")), (b"to the terminal", "to the cell"))


class StartTests(unittest.TestCase):
    def connection(self, **changes) -> str:
        with contextlib.ExitStack() as held:
            names = ("shell", "iopub", "stdin", "control", "hb")
            ports = {f"{name}_port": held.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1] for name in names}
        file = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
        self.addCleanup(os.unlink, file.name)
        json.dump({"transport": "tcp", "ip": "127.0.0.1", "key": "secret-key", "signature_scheme": "hmac-sha256", **ports, **changes}, file)
        file.close()
        return file.name

    def fails(self, connection_file: str, **environment) -> str:
        """Starts the kernel, which must exit with 1 and one line on stderr; gives the line."""
        done = subprocess.run(command(connection_file), capture_output=True, text=True, timeout=60, env={**os.environ, **environment})
        self.assertEqual(done.returncode, 1, done)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertNotIn("secret-key", done.stderr)
        return done.stderr

    def test_options(self):
        version = subprocess.run([*command(), "--version"], capture_output=True, text=True, timeout=60)
        self.assertEqual((version.returncode, version.stdout.split()[0]), (0, "AigcNotebooks.Kernel"))
        usage = subprocess.run([*command(), "--help"], capture_output=True, text=True, timeout=60)
        self.assertEqual(usage.returncode, 0)
        self.assertIn("--connection-file", usage.stdout)
        wrong = subprocess.run([*command(), "--nonsense"], capture_output=True, text=True, timeout=60)
        self.assertEqual((wrong.returncode, wrong.stdout), (2, ""))
        self.assertIn("--nonsense", wrong.stderr)

    def test_bad_connection_files(self):
        self.assertIn("/nowhere.json", self.fails("/nowhere.json"))
        self.assertIn("shell_port", self.fails(self.connection(shell_port=70000)))
        self.assertIn("signature_scheme", self.fails(self.connection(signature_scheme="hmac-md5")))
        self.assertIn("cannot bind", self.fails(self.connection(ip="192.0.2.1")))

    def test_missing_libzmq_is_one_clear_line(self):
        line = self.fails(self.connection(), AIGC_LIBZMQ="/nowhere/libzmq.so.5")
        self.assertIn("libzmq5", line)
        self.assertIn("AIGC_LIBZMQ", line)

    def test_libzmq_may_be_anywhere(self):
        original = next(line.split()[-1] for line in open("/proc/self/maps") if "/libzmq" in line)
        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copy(original, os.path.join(folder, "libzmq-a430b4ce.so.5.2.5"))
            kernel = KernelSession(env={**os.environ, "AIGC_LIBZMQ": copy})
            self.addCleanup(kernel.close)
            self.assertTrue(kernel.answers())
            with open(f"/proc/{kernel.manager.provisioner.process.pid}/maps") as maps:
                self.assertIn(copy, maps.read())

    def test_the_parents_death_ends_the_kernel(self):
        connection_file = self.connection()
        script = f"import subprocess, time; p = subprocess.Popen({command(connection_file)!r}); print(p.pid, flush=True); time.sleep(600)"
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        with parent:
            try:
                pid = int(parent.stdout.readline())
                self.addCleanup(end, pid)
                self.assertTrue(serves(connection_file, TIMEOUT))
                time.sleep(1.5)
                self.assertTrue(alive(pid))
            finally:
                parent.kill()
        self.assertTrue(wait_until_gone(pid, 5))

    def test_the_parents_death_ends_the_kernel_while_a_cell_runs(self):
        script = ("import time\nfrom kernel_session import KernelSession\nkernel = KernelSession()\nkernel.client.execute('while (true) { }')\n"
                  "print(kernel.manager.provisioner.process.pid, flush=True)\ntime.sleep(600)")
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=os.path.dirname(os.path.abspath(__file__))) as parent:
            try:
                pid = int(parent.stdout.readline())
                self.addCleanup(end, pid)
                time.sleep(0.5)
                self.assertTrue(alive(pid))
            finally:
                parent.kill()
        self.assertTrue(wait_until_gone(pid, 5))
