"""Checks notebooks: check_notebooks.py COMMITTED_FOLDER EXECUTED_FOLDER

Every notebook of the first folder must be in the second, executed, with its page; both are looked at, and what a
person would see at once fails here: errors, empty pictures, plots and figures that are not numbers; and tests of exercises that
accept a wrong solution. The last line is "N passed, N failed", with ", N skipped" where a known one is accepted.
"""
import base64
import json
import math
import pathlib
import re
import struct
import sys
import zlib

import exercises

LARGEST = 1_500_000  # bytes of a committed notebook
LARGEST_CLIPS = 800_000  # bytes of all its clips together
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by PNG colour type


def outputs(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield cell, output


def bundles(notebook, mime):
    """The data of that MIME type in all outputs, parsed when it is JSON."""
    for _, output in outputs(notebook):
        data = output.get("data", {}).get(mime)
        if data is None:
            continue
        if isinstance(data, list):
            data = "".join(data)
        yield json.loads(data) if mime.endswith("json") and isinstance(data, str) else data


def png_samples(encoded):
    """The decoded sample bytes of a PNG of 8 bits a channel (its first image, if it is animated), rows unfiltered."""
    data = base64.b64decode(encoded)
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("not a PNG file")
    position, header, packed = 8, None, b""
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position:position + 8])
        body = data[position + 8:position + 8 + length]
        if zlib.crc32(kind + body) != struct.unpack(">I", data[position + 8 + length:position + 12 + length])[0]:
            raise ValueError(f"the PNG's {kind.decode()} chunk is damaged")
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        position += 12 + length
    width, height, depth, colour, _, _, interlace = header
    if depth != 8 or interlace:
        raise ValueError(f"a PNG of {depth} bits, interlace {interlace}; this check reads 8 bits, not interlaced")
    return unfilter(zlib.decompress(packed), width * CHANNELS[colour], height, CHANNELS[colour])


def unfilter(raw, stride, height, step):
    """Undoes PNG's row filters (PNG specification, section 9)."""
    previous, samples = bytearray(stride), bytearray()
    for row in range(height):
        kind, line = raw[row * (stride + 1)], bytearray(raw[row * (stride + 1) + 1:(row + 1) * (stride + 1)])
        if kind == 2:
            line = bytearray((value + above) & 255 for value, above in zip(line, previous))
        elif kind:
            for column in range(stride):
                left = line[column - step] if column >= step else 0
                corner = previous[column - step] if column >= step else 0
                line[column] = (line[column] + predict(kind, left, previous[column], corner)) & 255
        samples += line
        previous = line
    return samples


def predict(kind, left, above, corner):
    if kind == 1:
        return left
    if kind == 3:
        return (left + above) // 2
    estimate = left + above - corner
    return min((left, above, corner), key=lambda value: abs(estimate - value))


def deviation(samples):
    mean = sum(samples) / len(samples)
    return math.sqrt(sum((value - mean) ** 2 for value in samples) / len(samples))


def numbers(value):
    """All numbers of a plot's traces. Text that is no number and typed arrays are looked into, too."""
    if isinstance(value, dict):
        if "bdata" in value and "dtype" in value:
            code = {"f8": "d", "f4": "f", "i4": "i", "i2": "h", "i1": "b", "u4": "I", "u2": "H", "u1": "B"}[value["dtype"]]
            raw = base64.b64decode(value["bdata"])
            yield from struct.unpack(f"<{len(raw) // struct.calcsize(code)}{code}", raw)
        else:
            for inner in value.values():
                yield from numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, str) and value in ("NaN", "Infinity", "-Infinity"):
        yield float(value)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value


def check_no_errors(notebook):
    for cell, output in outputs(notebook):
        if output["output_type"] == "error" and "raises-exception" not in cell["metadata"].get("tags", []):
            return f"a cell failed: {output['ename']}: {output['evalue']}"
        if output["output_type"] == "stream" and output["name"] == "stderr":
            return f"a cell wrote to stderr: {''.join(output['text'])[:200]!r}"


def check_pictures(notebook):
    pictures = list(bundles(notebook, "image/png"))
    if not pictures:
        return "it shows no image/png"
    for number, picture in enumerate(pictures, 1):
        spread = deviation(png_samples(picture))
        if spread < 4:
            return f"picture {number} of {len(pictures)} is blank: its samples' standard deviation is {spread:.2f} of 255"


def check_plots(notebook):
    plots = list(bundles(notebook, "application/vnd.plotly.v1+json"))
    if not plots:
        return "it shows no plot (application/vnd.plotly.v1+json)"
    for number, plot in enumerate(plots, 1):
        values = list(numbers(plot.get("data", [])))
        if not values:
            return f"plot {number} of {len(plots)} has no data"
        if not all(map(math.isfinite, values)):
            return f"plot {number} of {len(plots)} has values that are not finite"


def check_figures(notebook):
    figures = [bundle for bundle in bundles(notebook, "application/json") if isinstance(bundle, dict) and "metrics" in bundle]
    if not figures:
        return "it shows no final figures (application/json with metrics)"
    for bundle in figures:
        lacking = {"notebook", "profile", "dataset", "seed"} - bundle.keys()
        if lacking:
            return f"its figures lack {', '.join(sorted(lacking))}"
        if not bundle["metrics"]:
            return "its figures are an empty list"
        for metric in bundle["metrics"]:
            value = metric.get("value")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                return f"its figure {metric.get('name')!r} is {value!r}, not a finite number"


def check_executed(notebook):
    empty = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()
             and cell.get("execution_count") is None and "skip-execution" not in cell["metadata"].get("tags", [])]
    if empty:
        return f"{len(empty)} code cells were not executed, the first: {''.join(empty[0]['source'])[:80]!r}"


def check_setup_cell(notebook):
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if not code or "setup" not in code[0]["metadata"].get("tags", []):
        return "its first code cell is not tagged setup"


def check_kernel(notebook):
    spec = notebook["metadata"].get("kernelspec", {})
    if (spec.get("name"), spec.get("language")) != (".net-csharp", "C#"):
        return f"its kernelspec is {spec}, not .net-csharp, C#"


def check_size(path):
    size = path.stat().st_size
    if size > LARGEST:
        return f"it has {size:,} bytes, more than {LARGEST:,}"


def check_clips(notebook):
    clips = [clip for html in bundles(notebook, "text/html") for clip in re.findall(r'<img alt="[^"]* frames a second[^"]*"[^>]* src="([^"]+)"', html)]
    size = sum(map(len, clips))
    if size > LARGEST_CLIPS:
        return f"its {len(clips)} clips have {size:,} bytes together, more than {LARGEST_CLIPS:,}"


def check_page(path):
    """The exported page has what it needs inside: nothing in it makes a browser fetch something."""
    page = path.read_text(encoding="utf-8")
    fetched = re.findall(r'<(?:script|link|img|iframe|video|audio|source)\b[^>]*\b(?:src|href)="?((?:https?:)?//[^"\s>]+)', page)
    if fetched:
        return f"it fetches {fetched[0]}"
    if "Plotly.newPlot" in page and "* plotly.js (" not in page.split("<main>")[0]:
        return "it draws plots and has no plotly.js inside"


def main(committed, executed):
    failures, skipped, passed = [], [], 0
    known = exercises.known()

    def check(name, what, problem):
        nonlocal passed
        try:
            found = problem()
        except Exception as error:  # a damaged notebook fails its check and no other
            found = f"{type(error).__name__}: {error}"
        if found:
            failures.append(f"{name} ({what}): {found}")
        else:
            passed += 1

    for path in sorted(committed.glob("*.ipynb")):
        for folder, what in ((committed, "committed"), (executed, "smoke run")):
            file = folder / path.name
            if not file.exists():
                failures.append(f"{path.name} ({what}): it is not there")
                continue
            notebook = json.loads(file.read_text(encoding="utf-8"))
            for rule in (check_no_errors, check_executed, check_pictures, check_plots, check_figures, check_clips, check_setup_cell, check_kernel):
                check(path.name, what, lambda: rule(notebook))
        check(path.name, "committed", lambda: check_size(path))
        check(path.name, "page", lambda: check_page(executed / f"{path.stem}.html"))
        check(path.name, "exercises", lambda: exercises.lacking(path.stem, exercises.read(path)))
        outcomes = executed / f"{path.stem}.exercises.json"
        for outcome in exercises.read(outcomes) if outcomes.exists() else []:
            what = f"{outcome['exercise']}: {outcome['mistake']}"
            if outcome["problem"] == exercises.ACCEPTED and f"{path.stem} {what}" in known:
                skipped.append(f"{path.stem} {what}")
            else:
                check(path.name, f"wrong solution of {what}", lambda: outcome["problem"])
    for name in skipped:
        print(f"KNOWN {name}: {exercises.ACCEPTED}")
    for failure in failures:
        print(f"FAIL {failure}")
    print(f"{passed} passed, {len(failures)} failed" + (f", {len(skipped)} skipped" if skipped else ""))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
