"""Joins the pieces of an installed MathJax 2.7 that set TeX as SVG into scripts that need no other file:

mathjax_bundle.py MATHJAX_FOLDER OUTPUT_FOLDER writes mathjax.js (what nearly every formula needs) and
mathjax-alphabets.js (Fraktur, script, sans-serif, typewriter: for pages that use them).

MathJax fetches its pieces one by one when a formula wants them, which a page that was sent by mail cannot. Here each
piece becomes a function in a table, and MathJax's loader takes from that table instead of from a server.
"""
import json
import pathlib
import re
import sys

ALPHABETS = ("Fraktur", "Script", "SansSerif", "Typewriter")
PIECES = ["extensions/tex2jax.js", "extensions/MathEvents.js", "extensions/TeX/*.js", "jax/element/mml/jax.js", "jax/element/mml/optable/*.js",
          "jax/input/TeX/*.js", "jax/output/SVG/*.js", "jax/output/SVG/autoload/*.js", "jax/output/SVG/fonts/TeX/*.js",
          "jax/output/SVG/fonts/TeX/*/*/*.js"]

LICENCE = "/* MathJax 2.7, copyright The MathJax Consortium, Apache License 2.0, www.mathjax.org */\n"
TABLE = "window.mathjaxPieces = window.mathjaxPieces || {};\n"

CONFIGURATION = r"""window.MathJax = {
  root: "mathjax:", jax: ["input/TeX", "output/SVG"], extensions: ["tex2jax.js"], messageStyle: "none",
  showMathMenu: false, menuSettings: {inTabOrder: false},
  TeX: {extensions: ["AMSmath.js", "AMSsymbols.js", "noErrors.js", "noUndefined.js"],
        equationNumbers: {autoNumber: "AMS", useLabelIds: true}},
  tex2jax: {inlineMath: [["$", "$"], ["\\(", "\\)"]], displayMath: [["$$", "$$"], ["\\[", "\\]"]],
            processEscapes: true, processEnvironments: true, ignoreClass: "no-math"},
  SVG: {scale: 94, linebreaks: {automatic: true}},
  AuthorInit: function () {
    MathJax.Ajax.loader.JS = function (file, callback) {
      var ajax = this, piece = window.mathjaxPieces[ajax.fileName(file).replace("[MathJax]/", "")];
      // MathJax removes this element when the piece has run.
      var script = document.head.appendChild(document.createElement("script"));
      ajax.loading[file] = {callback: callback, status: ajax.STATUS.OK, message: MathJax.Message.File(file), script: script};
      setTimeout(piece || function () { ajax.loadTimeout(file); }, 0);
    };
  }
};
"""


def table(root, names):
    """One line a piece: its path under the MathJax folder and its code as a function."""
    text = TABLE
    for name in names:
        code = (root / name).read_text(encoding="utf-8")
        code = re.sub(r"\A\s*/\*.*?\*/\s*", "", code, flags=re.DOTALL)
        if "</script" in code:
            raise SystemExit(f"mathjax_bundle: {root / name} holds </script and cannot be put into a page")
        text += f"mathjaxPieces[{json.dumps(name)}] = function () {{\n{code}\n}};\n"
    return text


def main(root, output):
    names = sorted({path.relative_to(root).as_posix() for pattern in PIECES for path in root.glob(pattern)})
    alphabets = [name for name in names if "/fonts/TeX/" in name and name.split("/")[5] in ALPHABETS]
    others = [name for name in names if name not in alphabets]
    start = (root / "MathJax.js").read_text(encoding="utf-8")
    (output / "mathjax.js").write_text(LICENCE + table(root, others) + CONFIGURATION + start, encoding="utf-8")
    (output / "mathjax-alphabets.js").write_text(LICENCE + table(root, alphabets), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
