"""Jupyter's own conformance suite (Debian: python3-jupyter-kernel-test)."""
import json

import jupyter_kernel_test

from kernel_session import KERNEL_NAME

AS_THEY_ARE = {
    "text/plain": "x", "text/html": "<i>x</i>", "text/markdown": "# x", "text/latex": "$x$", "text/csv": "a,b", "image/svg+xml": "<svg/>",
    "image/png": "iVBORw0KGgo=", "image/jpeg": "/9j/", "image/gif": "R0lGODlhAQABAAAAACw=", "application/pdf": "JVBERi0=", "video/mp4": "AAAAIGZ0eXA=", "audio/wav": "UklGRg==",
    "application/javascript": "alert()", "application/json": '{"a":[1,null]}', "application/geo+json": '{"type":"Point"}', "application/vnd.plotly.v1+json": '{"data":[]}',
}


class SampleMissing(AssertionError):
    """A test for which there is no sample fails, where the suite would leave it out."""


jupyter_kernel_test.SkipTest = SampleMissing


class ConformanceTests(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL_NAME
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    code_generate_error = "int.Parse(\"x\")"
    code_clear_output = "clear_output();"

    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "Console.Read", "matches": {"Read", "ReadKey", "ReadLine"}},
        {"text": 'var s = "😀"; s.Subs', "matches": {"Substring"}},
        {"text": "#!ti", "matches": {"#!time"}},
        {"text": "System.Text.Reg", "matches": {"RegularExpressions"}},
        {"text": "if (Math.Sqr", "matches": {"Sqrt"}},
    ]
    code_inspect_sample = "Console.WriteLine"
    complete_code_samples = ["1 + 1", "var x = 1;", "for (int i = 0; i < 3; i++) { }", "#!time\n1", "// only a comment", "class A { }"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {", "Console.WriteLine(", "class A {", 'var s = """', "/* open", "1 +"]
    invalid_code_samples = ["var = ;", ")", "int 1x;", "#!fsharp"]

    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"text"', "result": "text"},
        {"code": "new[] { 1, 2, 3 }", "result": "[ 1, 2, 3 ]"},
        {"code": "1.5", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display(1);", "mime": "text/html"},
        {"code": "display(1);", "mime": "text/plain"},
        {"code": 'display(HTML("<b>x</b>"));', "mime": "text/html"},
        {"code": 'SVG("<svg/>");', "mime": "image/svg+xml"},
        *({"code": f'{json.dumps(text)}.DisplayAs("{mime}");', "mime": mime} for mime, text in AS_THEY_ARE.items()),
    ]
    code_history_pattern = "1 +?2*"
    supported_history_operations = ("tail", "range", "search")

    code_page_something = "#!lsmagic"

    def test_what_is_shown_as_it_is(self):
        for mime, text in AS_THEY_ARE.items():
            with self.subTest(mime):
                _, (message,) = self.execute_helper(f'{json.dumps(text)}.DisplayAs("{mime}");')
                self.assertEqual(message["content"]["data"][mime], json.loads(text) if mime.endswith("json") else text)
