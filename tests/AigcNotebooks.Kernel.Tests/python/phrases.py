"""What the scenarios say, in two languages."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """One language's code for what the scenarios say."""
    value: str
    assign: str
    variable: str
    write: str
    complain: str
    show: str
    replace: str
    clear: str
    # Not at once, so that what is sent right behind it has arrived.
    fail: str
    misspell: str
    unknown: str
    sleep: str
    ask: str
    ask_secretly: str
    page: str
    unfinished: str
    member: str
    known: str


PYTHON = Phrases(
    value="6 * 7", assign="x = 5", variable="x", write='print("text")', complain='import sys; print("text", file=sys.stderr)',
    show='display("shown")', replace='shown = display("a", display_id=True); shown.update("b")',
    clear="from IPython.display import clear_output; clear_output(wait=True)", fail='import time; time.sleep(0.5); raise ValueError("meant")', misspell="1 +* 2", unknown="nowhere",
    sleep='print("on", flush=True); import time; time.sleep(60)', ask='input("name? ")', ask_secretly='import getpass; getpass.getpass("word? ")',
    page="print?", unfinished="if True:", member="'a'.cou", known="print")

CSHARP = Phrases(
    value="6 * 7", assign="var x = 5;", variable="x", write='Console.WriteLine("text");', complain='Console.Error.WriteLine("text");',
    show='display("shown");', replace='var shown = display("a"); shown.Update("b");',
    clear="clear_output(wait: true);", fail='System.Threading.Thread.Sleep(500); throw new ArgumentException("meant");', misspell="var = ;", unknown="nowhere",
    sleep='Console.WriteLine("on"); System.Threading.Thread.Sleep(60000);', ask='input("name? ")', ask_secretly='password("word? ").GetClearTextPassword()',
    page="#!lsmagic", unfinished="if (true) {", member='"a".Subs', known="Console.WriteLine")
