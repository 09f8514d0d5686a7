"""Values for a notebook's parameters, as papermill gives them: a cell tagged `injected-parameters` below the one tagged `parameters`.

parameters.py NOTEBOOK.ipynb NAME VALUE… only looks whether the notebook can take them; its last line on stderr says why not.
"""
import json
import re
import sys

DECLARATION = re.compile(r'^var (\w+) = (-?\d+L?|true|false|"[^"]*");', re.MULTILINE)


def declared(cells):
    """The index of the cell tagged `parameters`, and its names with their C# literals; None where a notebook has none."""
    for index, cell in enumerate(cells):
        if "parameters" in cell["metadata"].get("tags", []):
            source = cell["source"]
            return index, dict(DECLARATION.findall(source if isinstance(source, str) else "".join(source)))
    return None, {}


def literal(name, default, value):
    """The value as a C# literal of the kind that the default is of."""
    if default.startswith('"'):
        return json.dumps(value, ensure_ascii=False)
    if default in ("true", "false"):
        if value.lower() not in ("true", "false"):
            raise ValueError(f"the parameter '{name}' is true or false; found '{value}'")
        return value.lower()
    long = default.endswith("L")
    if not re.fullmatch(r"-?\d+", value) or not -(1 << (63 if long else 31)) <= int(value) < 1 << (63 if long else 31):
        raise ValueError(f"the parameter '{name}' is a whole number; found '{value}'")
    return value + ("L" if long else "")


def injected(cells, given):
    """Where the cell goes, and its C#: an assignment for each (name, value). Raises ValueError where the notebook cannot take them."""
    index, known = declared(cells)
    lines = []
    for name, value in given:
        if name == "profile":
            raise ValueError("the profile is named with --profile")
        if name not in known:
            raise ValueError(f"it has no parameter '{name}'; it has {', '.join(set_here for set_here in known if set_here != 'profile') or 'none'}")
        lines.append(f"{name} = {literal(name, known[name], value)};")
    return (None if index is None else index + 1), "\n".join(lines)


def pairs(arguments):
    return list(zip(arguments[::2], arguments[1::2]))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        notebook = json.load(file)
    try:
        injected(notebook["cells"], pairs(sys.argv[2:]))
    except ValueError as error:
        sys.exit(str(error))
