"""Prints the final figures of executed notebooks as a table: figures.py NOTEBOOK.ipynb…

They are the outputs that carry `application/json` of the shape {"notebook", "profile", "dataset", "seed", "metrics":
[{"name", "value", "unit", "n", "target"}]}; each notebook's last measurement cell shows them.
"""
import json
import sys


def figures(path):
    """The figure bundles of one executed notebook, in its order."""
    with open(path, encoding="utf-8") as file:
        notebook = json.load(file)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            bundle = output.get("data", {}).get("application/json")
            if isinstance(bundle, str):
                bundle = json.loads(bundle)
            if isinstance(bundle, dict) and isinstance(bundle.get("metrics"), list):
                yield bundle


def text(value):
    """A figure as a person writes it: four significant digits, whole numbers whole."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.4g}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{int(value):,}"
    return "" if value is None else str(value)


def table(metrics):
    rows = [("figure", "value", "unit", "of", "target")]
    for metric in metrics:
        rows.append(tuple(text(metric.get(key)) for key in ("name", "value", "unit", "n", "target")))
    used = [column for column in range(5) if any(row[column] for row in rows[1:])]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [row[column].rjust(widths[column]) if column in (1, 3) else row[column].ljust(widths[column]) for column in used]
        yield "  " + "  ".join(cells).rstrip()


def main(paths):
    for path in paths:
        for bundle in figures(path):
            print("figures of {notebook}: profile {profile}, data {dataset}, seed {seed}".format(
                **{key: bundle.get(key, "?") for key in ("notebook", "profile", "dataset", "seed")}))
            print("\n".join(table(bundle["metrics"])))


if __name__ == "__main__":
    main(sys.argv[1:])
