"""What runs notebooks without a person: nbclient (and with it nbconvert and papermill) when all does not go well."""
import os
import subprocess
import sys
import tempfile
import time
import unittest

import nbformat
from kernel_session import KERNEL_NAME
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

# What papermill writes for parameters of all types that it knows in C#, below the cell tagged `parameters` (its CSharpTranslator).
INJECTED = """// Parameters
var epochs = 5;
var rate = 0.001;
var name = "caf\\xe9 \\u4e2d\\n";
var steps = 3000000000L;
var verbose = true;
var sizes = new [] { 1, 2, 3 };
var options = new Dictionary<string,Object>{ { "depth" , 2 } , { "act" , "relu" } };
"""


def notebook(*cells) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells],
                        metadata={"kernelspec": {"name": KERNEL_NAME, "display_name": ".NET (C#)", "language": "C#"}})


def run(*cells, **options) -> list:
    """Runs a notebook, and gives the outputs of its cells."""
    ran = notebook(*cells)
    NotebookClient(ran, timeout=120, **options).execute()
    return [cell.outputs for cell in ran.cells]


class NbclientTests(unittest.TestCase):
    def test_an_error_ends_the_run(self):
        with self.assertRaises(CellExecutionError) as raised:
            run("1", 'throw new ArgumentException("meant");', "3")
        self.assertEqual((raised.exception.ename, raised.exception.evalue), ("ArgumentException", "meant"))
        self.assertIn("Cell [2], line 1", str(raised.exception))

    def test_errors_may_be_allowed(self):
        outputs = run("var x = 1;", "x = 2; nowhere", 'x = 3; throw new Exception("meant");', "x", allow_errors=True)
        self.assertEqual([outputs[1][0].ename, outputs[2][0].ename, outputs[3][0]["data"]["text/plain"]], ["CS0103", "Exception", "3"])

    def test_a_cell_that_takes_too_long_is_interrupted(self):
        ran = notebook("var x = 7;", "while (true) { }", "x")
        NotebookClient(ran, timeout=4, interrupt_on_timeout=True, allow_errors=True).execute()
        self.assertEqual(ran.cells[1].outputs[-1].evalue, "The cell was interrupted.")
        self.assertEqual(ran.cells[2].outputs[0]["data"]["text/plain"], "7")
        with self.assertRaises(CellTimeoutError):
            NotebookClient(notebook("System.Threading.Thread.Sleep(60000);"), timeout=2).execute()

    def test_a_dead_kernel_is_noticed(self):
        for code in ("Environment.Exit(3);", "System.Diagnostics.Process.GetCurrentProcess().Kill();"):
            started = time.monotonic()
            with self.subTest(code), self.assertRaises(DeadKernelError):
                run("1", code, "2")
            self.assertLess(time.monotonic() - started, 60)

    def test_injected_parameters_replace_the_defaults(self):
        outputs = run(new_code_cell('var epochs = 1;\nstring rate = "none";\nvar sizes = new[] { 0.5 };', metadata={"tags": ["parameters"]}),
                      new_code_cell(INJECTED, metadata={"tags": ["injected-parameters"]}),
                      '$"{epochs + 1} {rate * 2} {name.Length} {steps / 3} {verbose} {sizes.Sum()} {options["depth"]} {options["act"]}"')
        self.assertEqual(outputs[1], [])
        self.assertEqual(outputs[2][0]["data"]["text/plain"], "6 0.002 7 1000000000 True 6 2 relu")

    def test_cells_that_only_declare_show_nothing(self):
        self.assertEqual(run("var a = 1;", "int F() => 1;", "class A { }", "using System.IO;", "// nothing"), [[]] * 5)


class NbconvertOptionTests(unittest.TestCase):
    def convert(self, ran: nbformat.NotebookNode, *options: str) -> subprocess.Popen:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "a notebook.ipynb")
        nbformat.write(ran, path)
        process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", *options, path],
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        process.path = path
        return process

    def finished(self, process: subprocess.Popen) -> list:
        text, _ = process.communicate(timeout=180)
        self.assertEqual(process.returncode, 0, text)
        return [cell.outputs for cell in nbformat.read(process.path, 4).cells]

    def test_the_kernel_may_be_named_and_errors_allowed(self):
        ran = notebook("nowhere", "System.IO.Path.GetFileName(System.IO.Directory.GetCurrentDirectory())")
        ran.metadata.kernelspec.name = "another"
        process = self.convert(ran, f"--ExecutePreprocessor.kernel_name={KERNEL_NAME}", "--allow-errors")
        outputs = self.finished(process)
        self.assertEqual(outputs[0][0].ename, "CS0103")
        self.assertEqual(outputs[1][0]["data"]["text/plain"], os.path.basename(os.path.dirname(process.path)))

    def test_three_at_once(self):
        running = [self.convert(notebook(f"var x = {number};", "Console.WriteLine(x); await Task.Delay(500);", "x * 2")) for number in range(3)]
        for number, process in enumerate(running):
            self.assertEqual(self.finished(process)[2][0]["data"]["text/plain"], str(2 * number))
