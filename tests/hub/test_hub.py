"""Four students of a JupyterHub at once: all of them get right results, and what one does to their kernel the others do not notice.

Memory of the kernels is printed as `measured:` lines, which `./aigc test --soak` shows.
"""
import concurrent.futures
import pathlib
import shutil
import sys
import time
import unittest
from importlib.util import find_spec

KIT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(KIT / "tests" / "AigcNotebooks.Kernel.Tests" / "python"))

import nbformat  # noqa: E402
from nbformat.v4 import new_code_cell, new_notebook  # noqa: E402

from hub import Hub  # noqa: E402
from kernel_memory import memory  # noqa: E402
from student import Student  # noqa: E402

STUDENTS = ["student1", "student2", "student3", "student4"]
LESSON = "01-gan-mnist.ipynb"
LESSON_SECONDS = 900
LIGHT = [
    "var name = Environment.GetEnvironmentVariable(\"USER\");\nvar numbers = Enumerable.Range(1, 100).ToList();",
    "record Square(int Side) { public int Area => Side * Side; }\nvar squares = numbers.Select(side => new Square(side)).ToList();",
    "var shown = display(\"none\");\nforeach (var square in squares.Take(20))\n{\n    await Task.Delay(20);\n    shown.Update($\"{square.Area}\");\n}",
    "foreach (var square in squares)\n    Console.WriteLine($\"{name} {square.Area}\");",
    "display(HTML(\"<b>done</b>\"));\nsquares.Sum(square => square.Area)",
]


@unittest.skipUnless(find_spec("jupyterhub") and shutil.which("configurable-http-proxy"), "JupyterHub is not installed (Debian: apt-get install jupyterhub)")
class HubTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        light = new_notebook(cells=[new_code_cell(cell) for cell in LIGHT])
        cls.hub = Hub(STUDENTS, {"light.ipynb": nbformat.writes(light), LESSON: (KIT / "notebooks" / LESSON).read_text()})
        cls.addClassCleanup(cls.stop_hub)
        cls.students = at_once(lambda name: Student(cls.hub.url, name, cls.hub.password), STUDENTS)
        at_once(Student.start_server, cls.students)

    @classmethod
    def stop_hub(cls):
        outlived = cls.hub.stop()
        if outlived:
            raise AssertionError(f"the hub was stopped, and these processes went on: {outlived}")

    def setUp(self):
        """A new kernel each, for the light notebook."""
        at_once(lambda student: student.open("light.ipynb"), self.students)
        self.addCleanup(at_once, Student.close_notebook, self.students)

    def test_a_light_notebook_by_all(self):
        at_once(lambda student: student.run("1 + 1"), self.students)
        self.report("idle")

        def run_all(student):
            return [student.run(cell) for cell in LIGHT]

        for student, cells in zip(self.students, at_once(run_all, self.students)):
            with self.subTest(student.name):
                self.assertEqual([cell.reply["status"] for cell in cells], ["ok"] * len(LIGHT))
                self.assertEqual(cells[2].of_type("update_display_data")[-1]["data"]["text/plain"], "400")
                self.assertEqual(cells[3].text("stdout"), "".join(f"{student.name} {side * side}\n" for side in range(1, 101)))
                self.assertEqual(cells[4].of_type("display_data")[0]["data"]["text/html"], "<b>done</b>")
                self.assertEqual(cells[4].result, "338350")
        self.report("after a light notebook")

    def test_the_kits_first_notebook_by_all(self):
        def run_all(student):
            student.close_notebook()
            cells = student.open(LESSON)
            return [(cell, student.run(cell, LESSON_SECONDS)) for cell in cells]

        started = time.monotonic()
        for student, cells in zip(self.students, at_once(run_all, self.students)):
            with self.subTest(student.name):
                self.assertEqual([(code, cell.reply) for code, cell in cells if cell.reply["status"] != "ok"], [])
                shown = [content["data"] for _, cell in cells for content in cell.of_type("display_data", "execute_result")]
                self.assertGreater(sum("image/png" in data or "<img" in str(data.get("text/html")) for data in shown), 3)
        print(f"measured: {LESSON} (smoke) by {len(self.students)} students at once: {time.monotonic() - started:.0f} s")
        self.report(f"after {LESSON}")

    def test_stop_ends_one_students_cell(self):
        first, *others = self.students
        at_once(lambda student: student.run("var kept = 7; var turns = 0L;"), self.students)
        looping = first.send("while (true) turns++;")
        waiting = [student.send("await Task.Delay(3000); kept") for student in others]
        time.sleep(1)
        first.interrupt()
        self.assertEqual(first.finish(looping, 30).error["evalue"], "The cell was interrupted.")
        self.assertEqual(first.run("kept").result, "7")
        self.assertEqual([student.finish(message_id).result for student, message_id in zip(others, waiting)], ["7"] * 3)

    def test_restart_forgets_one_students_variables(self):
        first, *others = self.students
        at_once(lambda student: student.run("var kept = 7;"), self.students)
        first.restart()
        self.assertEqual(first.run("kept").error["ename"], "CS0103")
        self.assertEqual([student.run("kept").result for student in others], ["7"] * 3)

    def test_a_crash_ends_one_students_kernel_and_it_starts_again(self):
        first, *others = self.students
        at_once(lambda student: student.run("var kept = 7;"), self.students)
        first.send("System.Diagnostics.Process.GetCurrentProcess().Kill();")
        states = {}
        while "restarting" not in states.values():
            message = first.receive(60)
            states[message["header"]["msg_id"]] = message["content"].get("execution_state")
        first.disconnect()
        first.connect()
        self.assertEqual(first.run("kept").error["ename"], "CS0103")
        self.assertEqual([student.run("kept").result for student in others], ["7"] * 3)

    def test_students_cannot_change_the_kit(self):
        if not self.hub.unprivileged:
            self.skipTest("students run as the hub's own user: only a hub run by root, with the kit in a folder that all may enter, can give them others")
        kernel = "typeof(Microsoft.DotNet.Interactive.Kernel).Assembly.Location"
        for student in self.students:
            cell = student.run(f"System.IO.File.AppendAllText({kernel} + \".new\", \"x\")")
            self.assertEqual(cell.error["ename"], "UnauthorizedAccessException")

    def report(self, when: str) -> None:
        for student in self.students:
            resident, proportional = memory(int(student.run("Environment.ProcessId").result))
            print(f"measured: kernel of {student.name}, {when}: RSS {resident / 1e6:.0f} MB, PSS {proportional / 1e6:.0f} MB")


def at_once(action, of: list) -> list:
    with concurrent.futures.ThreadPoolExecutor(len(of)) as pool:
        return list(pool.map(action, of))
