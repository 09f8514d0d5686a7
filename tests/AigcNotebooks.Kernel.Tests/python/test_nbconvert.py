"""A notebook executed by nbconvert, as CI and `./aigc run` do."""
import os
import subprocess
import sys
import tempfile
import unittest

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kernel_session import KERNEL_NAME

LIVE = """var shown = display("step 0");
for (var step = 1; step <= 20; step++)
{
    await Task.Delay(10);
    shown.Update($"step {step}");
}"""


class NbconvertTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cells = [
            new_markdown_cell("# A notebook"), new_code_cell("var x = 41;\nx + 1"), new_code_cell(LIVE),
            new_code_cell('Console.WriteLine("out"); display(HTML("<b>bold</b>"));'),
            new_code_cell('"{\\"data\\": []}".DisplayAs("application/vnd.plotly.v1+json");'),
            new_code_cell("#load \"part.csx\"\nTwice(x)"), new_code_cell("#!import part.ipynb"), new_code_cell("imported"),
            new_code_cell("throw new Exception(\"meant\");", metadata={"tags": ["raises-exception"]}), new_code_cell("x"),
        ]
        kernelspec = {"name": KERNEL_NAME, "display_name": ".NET (C#)", "language": "C#"}
        with tempfile.TemporaryDirectory() as folder:
            def path(name):
                return os.path.join(folder, name)
            nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path("in.ipynb"))
            nbformat.write(new_notebook(cells=[new_markdown_cell("*note*"), new_code_cell("var imported = Twice(50);")]), path("part.ipynb"))
            with open(path("part.csx"), "w") as script:
                script.write("int Twice(int n) => 2 * n;\n")
            done = subprocess.run(
                [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "out.ipynb", path("in.ipynb")],
                capture_output=True, text=True, timeout=120)
            if done.returncode != 0:
                raise AssertionError(done.stderr)
            cls.notebook = nbformat.read(path("out.ipynb"), 4)
        cls.code = [cell for cell in cls.notebook.cells if cell.cell_type == "code"]

    def data(self, cell: int, output: int = 0) -> dict:
        return self.code[cell].outputs[output]["data"]

    def test_language_info_is_saved(self):
        info = self.notebook.metadata.language_info
        self.assertEqual((info.name, info.file_extension, info.mimetype, info.pygments_lexer), ("C#", ".cs", "text/x-csharp", "csharp"))
        self.assertRegex(info.version, r"^\d+\.\d+$")

    def test_cells_are_counted_and_results_saved(self):
        self.assertEqual([cell.execution_count for cell in self.code], list(range(1, len(self.code) + 1)))
        self.assertEqual(self.data(0)["text/plain"], "42")

    def test_the_live_displays_final_state_is_saved(self):
        self.assertEqual(len(self.code[1].outputs), 1)
        self.assertEqual(self.data(1)["text/plain"], "step 20")

    def test_streams_and_displays(self):
        self.assertEqual((self.code[2].outputs[0].name, self.code[2].outputs[0].text), ("stdout", "out\n"))
        self.assertEqual(self.data(2, 1)["text/html"], "<b>bold</b>")
        self.assertEqual(self.data(3)["application/vnd.plotly.v1+json"], {"data": []})

    def test_load_and_import_are_relative_to_the_notebook(self):
        self.assertEqual(self.data(4)["text/plain"], "82")
        self.assertEqual(self.data(5)["text/markdown"], "*note*")
        self.assertEqual(self.data(6)["text/plain"], "100")

    def test_expected_errors_do_not_stop_the_run(self):
        self.assertEqual((self.code[7].outputs[0].ename, self.code[7].outputs[0].evalue), ("Exception", "meant"))
        self.assertEqual(self.data(8)["text/plain"], "41")
