"""Wrong solutions of the notebooks' exercises: each must fail its exercise's test.

exercises.py add NOTEBOOK COPY            COPY has, before each exercise, its wrong solutions, each with the test behind it.
exercises.py take-out EXECUTED OUTCOMES   The executed COPY becomes the plain notebook; OUTCOMES (JSON) says what came of each.

Wrong solutions stand in wrong_solutions/NOTEBOOK.csx: `// --- CELL: the mistake`, then what stands between the markers.
Those named in wrong_solutions/known.txt may be accepted: their test waits for its repair.
"""
import copy
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).parent / "wrong_solutions"
REGION = re.compile(r"^([ \t]*// BEGIN SOLUTION\n)(.*?)(^[ \t]*// END SOLUTION$)", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^// --- (\S+): (.+)\n", re.MULTILINE)
FEWEST = 2  # wrong solutions of an exercise
ACCEPTED = "the test accepts it"


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def exercises(notebook):
    """Each exercise with its test, in order: (cell, test cell, or None where the next exercise comes first)."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    starts = [index for index, cell in enumerate(code) if REGION.search(source(cell))]
    for start, end in zip(starts, starts[1:] + [len(code)]):
        yield code[start], next((cell for cell in code[start + 1:end] if "test" in tags(cell)), None)


def wrong_solutions(name, folder=FOLDER):
    """(cell id, mistake, body) of each wrong solution of a notebook."""
    file = folder / f"{name}.csx"
    if not file.exists():
        return []
    before, *parts = HEADING.split(file.read_text(encoding="utf-8"))
    if before.strip():
        raise ValueError(f"{file.name} begins with {before[:60]!r}, not with // --- CELL: the mistake")
    return [(parts[i], parts[i + 1], parts[i + 2].strip("\n")) for i in range(0, len(parts), 3)]


def known():
    file = FOLDER / "known.txt"
    return set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()


def lacking(name, notebook, folder=FOLDER):
    """What is wrong with the list of a notebook's wrong solutions, or None."""
    counts = {}
    for cell, mistake, _ in wrong_solutions(name, folder):
        counts.setdefault(cell, []).append(mistake)
    found = [cell["id"] for cell, _ in exercises(notebook)]
    for cell in found:
        if len(set(counts.get(cell, []))) < FEWEST:
            return f"exercise {cell} has {len(set(counts.get(cell, [])))} wrong solutions in wrong_solutions/{name}.csx; it needs {FEWEST}"
    strangers = counts.keys() - set(found)
    if strangers:
        return f"wrong_solutions/{name}.csx names {', '.join(sorted(strangers))}, no exercise of the notebook"


def with_body(cell, body):
    indent = re.match(r"[ \t]*", REGION.search(source(cell))[1])[0]
    lines = "".join(f"{indent}{line}\n" if line else "\n" for line in body.split("\n"))
    return REGION.sub(lambda region: region[1] + lines + region[3], source(cell), count=1)


def added(cell, text, ident, about):
    cell = copy.deepcopy(cell)
    cell["id"], cell["source"], cell["outputs"], cell["execution_count"] = ident, text, [], None
    cell["metadata"]["tags"] = [*tags(cell), "raises-exception"]
    cell["metadata"]["wrong-solution"] = about
    return cell


def add(notebook, wrong):
    """Puts them before their exercise, so that what the right solution leaves is what later cells find."""
    tests = {cell["id"]: test for cell, test in exercises(notebook)}
    cells = []
    for cell in notebook["cells"]:
        for number, (_, mistake, body) in enumerate(each for each in wrong if each[0] == cell.get("id")):
            about = {"exercise": cell["id"], "mistake": mistake}
            test = tests[cell["id"]]
            cells.append(added(cell, with_body(cell, body), f"wrong-{cell['id']}-{number}", {**about, "is": "solution"}))
            cells.append(added(test, source(test), f"wrong-{cell['id']}-{number}-test", {**about, "is": "test"}))
        cells.append(cell)
    notebook["cells"] = cells


def error_of(cell):
    return next((output for output in cell["outputs"] if output["output_type"] == "error"), None)


def problem(solution, test):
    """None where the test found the mistake: it, or the solution when called, threw."""
    for cell, what in ((solution, "it"), (test, "its test")):
        error = error_of(cell)
        if error and re.fullmatch(r"CS\d+", error["ename"]):
            return f"{what} does not compile: {error['ename']}: {error['evalue']}"
    if error_of(solution):
        return f"its declaration failed: {error_of(solution)['evalue']}"
    if test.get("execution_count") is None:
        return "its test did not run"
    if error_of(test) is None:
        return ACCEPTED


def take_out(notebook):
    """Removes what `add` put in, numbers the rest anew, and returns what came of each wrong solution."""
    wrong = [cell for cell in notebook["cells"] if "wrong-solution" in cell["metadata"]]
    notebook["cells"] = [cell for cell in notebook["cells"] if "wrong-solution" not in cell["metadata"]]
    executed = [cell for cell in notebook["cells"] if cell.get("execution_count") is not None]
    for number, cell in enumerate(executed, 1):
        cell["execution_count"] = number
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = number
    return [{"exercise": solution["metadata"]["wrong-solution"]["exercise"], "mistake": solution["metadata"]["wrong-solution"]["mistake"],
             "problem": problem(solution, test), "error": (error_of(test) or {}).get("evalue")} for solution, test in zip(wrong[::2], wrong[1::2])]


def read(file):
    return json.loads(pathlib.Path(file).read_text(encoding="utf-8"))


def write(file, value):
    pathlib.Path(file).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(command, file, result):
    notebook = read(file)
    if command == "add":
        add(notebook, wrong_solutions(pathlib.Path(file).stem))
        write(result, notebook)
    else:
        write(result, take_out(notebook))
        write(file, notebook)


if __name__ == "__main__":
    main(*sys.argv[1:])
