"""Wrong solutions of exercises: what is put into a notebook's copy, and what is made of its run. No cell is executed here."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "notebooks"))
import exercises  # noqa: E402

EXERCISE = "int Two()\n{\n    // BEGIN SOLUTION\n    return 2;\n    // END SOLUTION\n}"
WRONG = [("e", "one too many", "return 3;"), ("e", "by hand", "var one = 1;\n\nreturn one;")]


def cell(ident, text, *tags):
    return {"cell_type": "code", "id": ident, "metadata": {"tags": list(tags)} if tags else {}, "source": text, "outputs": [], "execution_count": None}


def notebook():
    return {"cells": [cell("a", "1"), cell("e", EXERCISE), cell("t", "Two()", "test"), cell("z", "9")]}


def error(name):
    return {"output_type": "error", "ename": name, "evalue": "no", "traceback": []}


class WrongSolutions(unittest.TestCase):
    def run_with(self, **errors):
        """A copy whose cells have run, those named with an error of that name. Cells bear `wrong_e_0` and `wrong_e_0_test`, and so on."""
        ran = notebook()
        exercises.add(ran, WRONG)
        for number, each in enumerate(ran["cells"], 1):
            each["execution_count"] = number
            name = errors.get(each["id"].replace("-", "_"))
            each["outputs"] = [error(name)] if name else [{"output_type": "execute_result", "execution_count": number}]
        return ran

    def outcomes(self, **errors):
        return [outcome["problem"] for outcome in exercises.take_out(self.run_with(**errors))]

    def test_each_stands_before_its_exercise_with_the_test_behind_it(self):
        made = notebook()
        exercises.add(made, WRONG)
        self.assertEqual([each["id"] for each in made["cells"]],
                         ["a", "wrong-e-0", "wrong-e-0-test", "wrong-e-1", "wrong-e-1-test", "e", "t", "z"])
        self.assertEqual(made["cells"][1]["source"], EXERCISE.replace("return 2", "return 3"))
        self.assertIn("    // BEGIN SOLUTION\n    var one = 1;\n\n    return one;\n    // END SOLUTION", made["cells"][3]["source"])
        self.assertEqual(made["cells"][4]["source"], "Two()")
        self.assertTrue(all("raises-exception" in each["metadata"]["tags"] for each in made["cells"][1:5]))

    def test_taken_out_the_notebook_is_the_plain_one(self):
        ran = self.run_with()
        exercises.take_out(ran)
        plain = notebook()
        for number, each in enumerate(plain["cells"], 1):
            each.update(execution_count=number, outputs=[{"output_type": "execute_result", "execution_count": number}])
        self.assertEqual(ran, plain)

    def test_a_test_that_throws_has_found_the_mistake(self):
        self.assertEqual(self.outcomes(wrong_e_0_test="System.Exception", wrong_e_1_test="System.NullReferenceException"), [None, None])

    def test_an_accepted_one_is_a_problem(self):
        self.assertEqual(self.outcomes(wrong_e_1_test="System.Exception"), [exercises.ACCEPTED, None])

    def test_what_does_not_compile_is_a_problem(self):
        of_solution, of_test = self.outcomes(wrong_e_0="CS0103", wrong_e_0_test="System.Exception", wrong_e_1_test="CS0117")
        self.assertIn("it does not compile: CS0103", of_solution)
        self.assertIn("its test does not compile: CS0117", of_test)

    def test_files_are_read_and_compared_with_the_exercises(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "n.csx")
            file.write_text("// --- e: one too many\nreturn 3;\n\n// --- e: by hand\nvar one = 1;\n\nreturn one;\n", encoding="utf-8")
            self.assertEqual(exercises.wrong_solutions("n", file.parent), WRONG)
            self.assertIsNone(exercises.lacking("n", notebook(), file.parent))
            self.assertIn("e has 0 wrong solutions", exercises.lacking("other", notebook(), file.parent))
            stranger = notebook()
            stranger["cells"] = stranger["cells"][:1]
            self.assertIn("names e, no exercise", exercises.lacking("n", stranger, file.parent))
            file.write_text("return 3;\n", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "begins with 'return 3;"):
                exercises.wrong_solutions("n", file.parent)
