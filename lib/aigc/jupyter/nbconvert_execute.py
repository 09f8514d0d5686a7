"""nbconvert's configuration for `./aigc run`: says which cell runs, and keeps what a failed run had done.

Read by `python -m nbconvert --execute --config`. Environment: AIGC_PROFILE; AIGC_PARTIAL, the file that gets the
notebook as far as it came (the command removes it after a run that went well); and AIGC_PARAMETERS, values for the
notebook's parameters as a JSON list: name, value, name, value…
"""
import atexit
import json
import os
import re
import sys
import time

import nbformat

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import parameters  # noqa: E402 (the file beside this one)

state = {"notebook": None, "started": None, "failed": None}


def elapsed():
    """Minutes and seconds since the first cell started."""
    seconds = int(time.monotonic() - state["started"])
    return f"{seconds // 60:2}:{seconds % 60:02}"


def title(cells, index):
    """The nearest heading above the cell, else its first tag, else its first line."""
    for cell in reversed(cells[:index]):
        heading = re.search(r"^#+\s+(.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if heading:
            return heading.group(1)
    tags = cells[index].metadata.get("tags", [])
    return tags[0] if tags else cells[index].source.strip().splitlines()[0][:60]


def on_notebook_start(notebook):
    state.update(notebook=notebook, started=time.monotonic())
    given = parameters.pairs(json.loads(os.environ.get("AIGC_PARAMETERS") or "[]"))
    if given:
        # One that an earlier run was given makes room.
        notebook.cells[:] = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
        place, source = parameters.injected(notebook.cells, given)
        cell = nbformat.v4.new_code_cell(source, id="injected-parameters", metadata={"tags": ["injected-parameters"]})
        notebook.cells.insert(place, cell)


def on_cell_execute(cell, cell_index):
    cells = state["notebook"].cells
    code = [index for index, other in enumerate(cells) if other.cell_type == "code"]
    number = code.index(cell_index) + 1
    print(f"  [{number:2}/{len(code)}] {elapsed()}  {title(cells, cell_index)}", flush=True)


def on_cell_error(cell, cell_index, execute_reply):
    if "raises-exception" in cell.metadata.get("tags", []):
        return
    content = execute_reply["content"]
    cells = state["notebook"].cells
    number = sum(other.cell_type == "code" for other in cells[:cell_index + 1])
    heading = f"cell {number} ({title(cells, cell_index)}) failed: {content['ename']}: {content['evalue']}"
    trace = "\n".join(content.get("traceback", []))
    if not sys.stderr.isatty():
        trace = re.sub(r"\x1b\[[0-9;]*m", "", trace)
    state["failed"] = True
    print(f"\n{heading}\n{trace}\n", file=sys.stderr, flush=True)


def on_exit():
    notebook, path = state["notebook"], os.environ.get("AIGC_PARTIAL")
    if notebook is not None:
        print(f"          {elapsed()}  {'stopped' if state['failed'] else 'done'}", flush=True)
        if path:
            nbformat.write(notebook, path)


def excepthook(kind, error, trace):
    """A cell's own error has been shown; nbconvert's stack above it tells a reader nothing."""
    if not state["failed"]:
        state["failed"] = True
        print(f"\naigc: {kind.__name__}: {error}", file=sys.stderr, flush=True)


atexit.register(on_exit)
sys.excepthook = excepthook

c = get_config()  # noqa: F821 (Jupyter puts it here)
c.Application.log_level = 30
c.NbConvertApp.log_level = 30
c.ExecutePreprocessor.on_notebook_start = on_notebook_start
c.ExecutePreprocessor.on_cell_execute = on_cell_execute
c.ExecutePreprocessor.on_cell_error = on_cell_error
c.ExecutePreprocessor.record_timing = False
c.ExecutePreprocessor.iopub_timeout = 60
c.ExecutePreprocessor.startup_timeout = 120
c.ExecutePreprocessor.timeout = 600 if os.environ.get("AIGC_PROFILE") == "smoke" else -1
