"""The same cells in C# and in Python, for `kernel.py` to run in both kernels."""
from __future__ import annotations

import pathlib
import sys
from dataclasses import dataclass
from typing import Callable

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "AigcNotebooks.Kernel.Tests" / "python"))

from varied_cells import cell as varied_csharp  # noqa: E402

MILLION_LINES = 1_000_000
PAYLOAD = 50_000_000


@dataclass(frozen=True)
class Cells:
    trivial: str
    display: str
    megabyte: str
    million_lines: str
    payload: str
    endless: str
    declare: str
    unfinished: str
    varied: Callable[[int], str]


CSHARP = Cells(
    trivial="1 + 1",
    display='display("shown");',
    megabyte="for (var i = 0; i < 10_000; i++) Console.WriteLine(new string('x', 99));",
    million_lines=f"for (var i = 0; i < {MILLION_LINES}; i++) Console.WriteLine(i);",
    payload=f'Convert.ToBase64String(new byte[{PAYLOAD} / 4 * 3]).DisplayAs("image/png");',
    endless="while (true) { }",
    declare="var words = new List<string> { \"a\" };",
    unfinished="words.Ad",
    varied=varied_csharp,
)

PYTHON = Cells(
    trivial="1 + 1",
    display='display("shown")',
    megabyte="for i in range(10_000): print('x' * 99)",
    million_lines=f"for i in range({MILLION_LINES}): print(i)",
    payload=f"import base64\ndisplay({{'image/png': base64.b64encode(bytes({PAYLOAD} // 4 * 3)).decode()}}, raw=True)",
    endless="while True: pass",
    declare="words = ['a']",
    unfinished="words.ap",
    varied=lambda number: VARIED_PYTHON[number % len(VARIED_PYTHON)].replace("NN", str(number)),
)

# Twins of varied_cells.py.
VARIED_PYTHON = [
    "value = NN\nvalue * 2",
    "only_NN = 'text NN'\nprint(len(only_NN))",
    "def twice(x): return 2 * x + NN\ntwice(3)",
    "class ShapeNN:\n    def __init__(self): self.width = NN\n    def area(self): return self.width ** 2\nshape = ShapeNN()\nshape.area()",
    "from dataclasses import dataclass, replace\n@dataclass\nclass Row:\n    number: int\n    name: str\nreplace(Row(NN, 'n'), name='m').name",
    "sum(x * NN for x in range(200) if x % 3 == 0)",
    "for turn in range(20):\n    print(f'{turn} of NN: {turn / 3:.2f}')",
    "shown = display('cell NN', display_id=True)\nshown.update('still cell NN')",
    "words = {'aNN': NN, 'b': 2}\nsorted(words, key=words.get)",
    "list_ = [(NN, 'a')]\nlist_.append((2, 'b'))\nlen(list_)",
]
