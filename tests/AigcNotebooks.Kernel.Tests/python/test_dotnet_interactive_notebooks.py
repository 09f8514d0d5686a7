"""Notebooks in the style of .NET Interactive's samples: what each cell of `../notebooks` puts out is compared with the outputs committed there.

Those were written by what .NET Interactive's documentation and sources say (and better, where it does badly), not recorded from this kernel.
«name» in an expected text stands for a part that changes from run to run; VOLATILE says what each may be."""
from __future__ import annotations

import http.server
import os
import re
import shutil
import tempfile
import threading
import unittest

import nbformat
from nbclient import NotebookClient

from kernel_session import KERNEL_NAME

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "notebooks")
VOLATILE = {
    "any": ".*?",
    "indent": " +(?:- )?",
    "number": r"\d+(?:\.\d+)?",
    "spaces": " *",
    "style": r"<style>\s*\.dni-.*?</style>",
    "submission": r"Submission#\d+",
    "version": r"\d+(?:\.\d+)+",
}
SERVED = {
    "/rain.csv": "month,station,mm\n1,hill,80\n1,lake,55\n2,hill,70\n2,lake,40.5\n3,hill,60\n3,lake,32\n",
    "/station.json": '{"name": "hill", "height": 1180}',
}


class Server(http.server.BaseHTTPRequestHandler):
    """What notebook 10 reads."""

    def do_GET(self):
        body = SERVED.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def pattern(expected: str) -> re.Pattern:
    parts = re.split("«(\\w+)»", expected)
    return re.compile("".join(VOLATILE[part] if i % 2 else re.escape(part) for i, part in enumerate(parts)), re.DOTALL)


def joined(outputs: list) -> list:
    """Outputs with neighbouring texts of one stream as one: how many messages they come in is nobody's business."""
    result: list = []
    for output in outputs:
        if result and output.output_type == "stream" and result[-1].output_type == "stream" and result[-1].name == output.name:
            result[-1].text += output.text
        else:
            result.append(output)
    return result


class NotebookTests(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        os.environ["AIGC_TEST_SERVER"] = f"http://127.0.0.1:{cls.server.server_port}/"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        del os.environ["AIGC_TEST_SERVER"]

    def check(self, name: str) -> None:
        expected = nbformat.read(os.path.join(FOLDER, name), 4)
        actual = self.executed(name)
        if name.startswith("07") and any("does not answer" in output.get("evalue", "") for cell in actual.cells for output in cell.get("outputs", [])):
            self.skipTest("no NuGet source")
        for number, (wanted, cell) in enumerate(zip(expected.cells, actual.cells), 1):
            if cell.cell_type == "code":
                with self.subTest(cell=number):
                    self.compare(wanted.outputs, joined(cell.outputs), cell.source)

    def executed(self, name: str) -> nbformat.NotebookNode:
        """The notebook run in a kernel of its own; cells that fail are compared like the others."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
            notebook = nbformat.read(os.path.join(folder, name), 4)
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = [], None
            NotebookClient(notebook, kernel_name=KERNEL_NAME, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
            return notebook

    def compare(self, wanted: list, outputs: list, source: str) -> None:
        self.assertEqual([output.output_type for output in outputs], [output.output_type for output in wanted], f"{source}\n{outputs}")
        for want, output in zip(wanted, outputs):
            if output.output_type == "stream":
                self.assertEqual((output.name, output.text), (want.name, want.text))
            elif output.output_type == "error":
                self.assertEqual(output.ename, want.ename)
                self.matches(output.evalue, want.evalue, source)
                self.matches(re.sub("\x1b\\[[0-9;]*m", "", "\n".join(output.traceback)), "\n".join(want.traceback), source)
            else:
                self.assertEqual(sorted(output.data), sorted(want.data), f"MIME types of\n{source}")
                for mime, text in want.data.items():
                    self.matches(output.data[mime], text, f"{source}\n({mime})")

    def matches(self, actual, expected, source: str) -> None:
        if not isinstance(expected, str):
            self.assertEqual(actual, expected, source)
        elif not pattern(expected).fullmatch(actual):
            self.assertEqual(actual, expected, source)


def add(name: str) -> None:
    def test(self):
        self.check(name)

    setattr(NotebookTests, "test_" + re.sub(r"\W", "_", name.removesuffix(".ipynb")), test)


for notebook_name in sorted(file for file in os.listdir(FOLDER) if file.endswith(".ipynb")):
    add(notebook_name)


class PatternTests(unittest.TestCase):
    """The comparison itself must be able to fail."""

    def test_only_what_is_marked_may_differ(self):
        self.assertTrue(pattern("a «number»ms «any»c").fullmatch("a 1.5ms b\nc"))
        self.assertFalse(pattern("a «number»ms").fullmatch("a xms"))
        self.assertFalse(pattern("a.c").fullmatch("abc"))

    def test_every_notebook_is_there(self):
        self.assertEqual([name[:2] for name in sorted(os.listdir(FOLDER)) if name.endswith(".ipynb")], [f"{n:02}" for n in range(1, 11)])


if __name__ == "__main__":
    unittest.main()
