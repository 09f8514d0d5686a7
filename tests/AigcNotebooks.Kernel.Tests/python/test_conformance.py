"""Jupyter's own conformance suite (Debian: python3-jupyter-kernel-test)."""
import jupyter_kernel_test

from kernel_session import KERNEL_NAME


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
        {"code": 'SVG("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>");', "mime": "image/svg+xml"},
        {"code": '"# x".DisplayAs("text/markdown");', "mime": "text/markdown"},
        {"code": '"$x$".DisplayAs("text/latex");', "mime": "text/latex"},
        {"code": '"iVBORw0KGgo=".DisplayAs("image/png");', "mime": "image/png"},
        {"code": '"/9j/".DisplayAs("image/jpeg");', "mime": "image/jpeg"},
        {"code": '"{}".DisplayAs("application/json");', "mime": "application/json"},
        {"code": '"alert()".DisplayAs("application/javascript");', "mime": "application/javascript"},
    ]
    code_history_pattern = "1 +?2*"
    supported_history_operations = ("tail", "range", "search")

    code_page_something = "#!lsmagic"
