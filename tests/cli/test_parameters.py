"""`./aigc run -p NAME VALUE`: which cell a notebook gets, and what is refused. No notebook is executed here."""
import json
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "lib/aigc/jupyter"))
import parameters  # noqa: E402
from sandbox import CommandTest  # noqa: E402

CELLS = [{"cell_type": "code", "metadata": {}, "source": "1"},
         {"cell_type": "code", "metadata": {"tags": ["parameters"]},
          "source": ['var seed = 0L;      // of what\n', 'var steps = -1;\n', 'var retrain = false;\n', 'var text = "a";\n', 'var profile = "";']}]


class Parameters(unittest.TestCase):
    def test_the_cell_assigns_literals_of_the_parameter_s_kind(self):
        place, source = parameters.injected(CELLS, [("seed", "-3"), ("steps", "20"), ("retrain", "True"), ("text", 'say "hello"\n')])
        self.assertEqual(2, place)
        self.assertEqual('seed = -3L;\nsteps = 20;\nretrain = true;\ntext = "say \\"hello\\"\\n";', source)

    def test_what_does_not_fit_is_refused(self):
        for pair, words in ((("step", "1"), "no parameter 'step'; it has seed, steps, retrain, text"), (("profile", "full"), "--profile"),
                            (("seed", "1.5"), "'1.5'"), (("steps", "1; Evil()"), "whole number"), (("steps", str(1 << 31)), "whole number"), (("retrain", "1"), "true or false")):
            with self.assertRaises(ValueError) as refused:
                parameters.injected(CELLS, [pair])
            self.assertIn(words, str(refused.exception))
        with self.assertRaises(ValueError) as refused:
            parameters.injected(CELLS[:1], [("seed", "1")])
        self.assertIn("it has none", str(refused.exception))

    def test_every_notebook_of_the_kit_takes_a_seed(self):
        notebooks = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
        self.assertTrue(notebooks)
        for notebook in notebooks:
            _, source = parameters.injected(json.loads(notebook.read_text(encoding="utf-8"))["cells"], [("seed", "1")])
            self.assertEqual("seed = 1L;", source, notebook.name)


class Command(CommandTest):
    def test_a_name_without_a_value_shows_the_help(self):
        result = self.box.run("run", "-p", "seed")
        self.assertEqual(result.returncode, 2)
        self.assertIn("a parameter's name and its value", result.stderr.splitlines()[0])
