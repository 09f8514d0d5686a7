"""Cells and what comes back for them."""
from kernel_session import KernelTestCase, TIMEOUT


class DisplayTests(KernelTestCase):
    def test_update_in_the_same_and_in_a_later_cell(self):
        first = self.kernel.run('var shown = display("one"); shown.Update("two");')
        later = self.kernel.run('shown.Update("three");')
        (display,), (update,), (update_later,) = first.of_type("display_data"), first.of_type("update_display_data"), later.of_type("update_display_data")
        self.assertEqual([m["data"]["text/plain"] for m in (display, update, update_later)], ["one", "two", "three"])
        self.assertEqual(len({m["transient"]["display_id"] for m in (display, update, update_later)}), 1)

    def test_clearing_says_whether_to_wait(self):
        cell = self.kernel.run('Console.Write("one"); clear_output(); Console.Write("two"); clear_output(wait: true); display("three");')
        self.assertEqual([m["msg_type"] for m in cell.outputs], ["stream", "clear_output", "stream", "clear_output", "display_data"])
        self.assertEqual([m["wait"] for m in cell.of_type("clear_output")], [False, True])

    def test_a_displayed_value_is_not_echoed(self):
        cell = self.kernel.run("display(1)")
        self.assertEqual([m["msg_type"] for m in cell.outputs], ["display_data"])

    def test_json_types_are_json_and_others_are_strings(self):
        for mime in ("application/json", "application/vnd.plotly.v1+json"):
            (display,) = self.kernel.run(f'"{{\\"a\\": [1]}}".DisplayAs("{mime}");').of_type("display_data")
            self.assertEqual(display["data"][mime], {"a": [1]})
        (display,) = self.kernel.run('"{}".DisplayAs("text/html");').of_type("display_data")
        self.assertEqual(display["data"]["text/html"], "{}")


class ErrorTests(KernelTestCase):
    def test_compile_error(self):
        cell = self.kernel.run("var a = 1;\nvar b = nowhere;")
        number = cell.reply["execution_count"]
        self.assertEqual(cell.error["ename"], "CS0103")
        self.assertEqual(cell.error["evalue"], "The name 'nowhere' does not exist in the current context")
        place, source, caret = cell.error["traceback"]
        self.assertTrue(place.startswith(f"Cell [{number}], line 2, column 9: "), place)
        self.assertTrue(source.endswith("| var b = nowhere;"), source)
        self.assertEqual(caret.index("\x1b[31m^^^^^^^"), source.index("nowhere"))
        self.assertEqual([m["msg_type"] for m in cell.outputs], ["error"])
        self.assertEqual({key: cell.reply[key] for key in cell.error}, cell.error)

    def test_exception(self):
        declared = self.kernel.run("int Half(int n)\n{\n    if (n % 2 != 0)\n        throw new ArgumentException(\"odd\");\n    return n / 2;\n}")
        cell = self.kernel.run("var before = 7;\nHalf(3);\nvar after = 8;")
        self.assertEqual((cell.error["ename"], cell.error["evalue"]), ("ArgumentException", "odd"))
        trace = "\n".join(cell.error["traceback"])
        self.assertIn(f"Cell [{declared.reply['execution_count']}], line 4", trace)
        self.assertIn(f"Cell [{cell.reply['execution_count']}], line 2", trace)
        self.assertNotIn("AigcNotebooks.Kernel", trace)
        self.assertEqual(self.kernel.run("before").result, "7")

    def test_warning_is_displayed_and_not_written_to_stderr(self):
        cell = self.kernel.run("async Task Wait() { await Task.Delay(1); }\nasync Task Twice() { Wait(); await Wait(); }")
        self.assertEqual((cell.reply["status"], [m["msg_type"] for m in cell.outputs]), ("ok", ["display_data"]))
        self.assertIn("CS4014", cell.of_type("display_data")[0]["data"]["text/plain"])

    def test_unsupported_directive_is_one_line(self):
        for code, name in (("#!fsharp\nlet x = 1", "#!fsharp"), ('#r "nuget: A B"', "nuget")):
            cell = self.kernel.run(code)
            self.assertIn(name, cell.error["evalue"])
            self.assertEqual(len(cell.error["traceback"]), 1)


class QueueTests(KernelTestCase):
    def test_cells_behind_an_error_are_aborted(self):
        client = self.kernel.client
        failing = client.execute('await Task.Delay(300); throw new Exception("stop");')
        queued = [client.execute(f"var queued{i} = {i};") for i in range(3)]
        self.assertEqual(self.kernel.finish(failing).reply["status"], "error")
        self.assertEqual([self.kernel.finish(msg_id).reply for msg_id in queued], [{"status": "aborted"}] * 3)
        self.assertEqual(self.kernel.run("queued0").error["ename"], "CS0103")

    def test_cells_behind_an_error_run_when_asked_to(self):
        failing = self.kernel.client.execute('await Task.Delay(300); throw new Exception("go on");', stop_on_error=False)
        queued = self.kernel.client.execute("40 + 2")
        self.assertEqual(self.kernel.finish(failing).reply["status"], "error")
        self.assertEqual(self.kernel.finish(queued).result, "42")

    def test_silent_cells_show_and_count_nothing(self):
        before = self.kernel.run("1").reply["execution_count"]
        cell = self.kernel.run('Console.Write("x"); 5', silent=True)
        self.assertEqual((cell.reply["status"], [m["msg_type"] for m in cell.messages]), ("ok", ["status", "status"]))
        self.assertEqual(self.kernel.run("1").reply["execution_count"], before + 1)

    def test_uncounted_cells_show_their_result(self):
        before = self.kernel.run("1").reply["execution_count"]
        self.assertEqual(self.kernel.run("2 + 3", store_history=False).result, "5")
        self.assertEqual(self.kernel.run("1").reply["execution_count"], before + 1)

    def test_an_uncounted_cells_text_is_not_quoted_for_the_cell_before(self):
        self.kernel.run("int Broken()\n{\n    throw new Exception();\n}")
        for options in ({"silent": True}, {"store_history": False}):
            self.kernel.run("1;\n2;\n3;\n4;", **options)
            trace = "\n".join(self.kernel.run("Broken()", store_history=False).error["traceback"])
            self.assertIn("throw new Exception();", trace)

    def test_an_error_of_a_silent_cell_aborts_nothing(self):
        silent = self.kernel.client.execute('await Task.Delay(300); throw new Exception("stop");', silent=True)
        queued = self.kernel.client.execute("1 + 1")
        self.assertEqual((self.kernel.finish(silent).reply["status"], self.kernel.finish(queued).result), ("error", "2"))


class UserExpressionTests(KernelTestCase):
    def values(self, code: str, **expressions) -> dict:
        cell = self.kernel.run(code, user_expressions=expressions)
        self.assertEqual(set(cell.reply["user_expressions"]), set(expressions) if cell.reply["status"] == "ok" else set())
        return cell.reply["user_expressions"]

    def test_values_of_several_types(self):
        expressions = {"number": "side * side", "text": 'new string(\'a\', side)', "list": "new[] { side, 2 }", "null": "(string)null",
                       "task": "await Task.FromResult(side)", "page": 'HTML("<b>x</b>")', "typed": "(side, \"x\")"}
        values = self.values("var side = 3;", **expressions)
        self.assertEqual({value["status"] for value in values.values()}, {"ok"})
        self.assertEqual([values[name]["data"]["text/plain"] for name in ("number", "text", "list", "task")], ["9", "aaa", "[ 3, 2 ]", "3"])
        self.assertEqual(values["page"]["data"]["text/html"], "<b>x</b>")
        self.assertTrue(all(set(value) == {"status", "data", "metadata"} and "text/plain" in value["data"] for value in values.values()), values)

    def test_errors_are_each_expressions_own(self):
        values = self.values("var side = 3;", wrong="nothing", thrown="int.Parse(\"x\")", misspelt="1 +", empty="", good="side")
        self.assertEqual([values[name]["ename"] for name in ("wrong", "thrown")], ["CS0103", "FormatException"])
        self.assertEqual([values[name]["status"] for name in ("misspelt", "good")], ["error", "ok"])
        self.assertTrue(all(values[name]["traceback"] for name in ("wrong", "thrown", "misspelt")))

    def test_side_effects_happen(self):
        self.kernel.run("var count = 0;")
        values = self.values("count = 5;", grown="++count", printed='((Func<int>)(() => { Console.Write("said"); return 1; }))()')
        self.assertEqual((values["grown"]["data"]["text/plain"], self.kernel.run("count").result), ("6", "6"))

    def test_none_are_evaluated_after_an_error_and_some_for_silent_cells(self):
        self.kernel.run("var touched = 0;")
        self.values("throw new Exception();", late="touched = 1")
        self.assertEqual(self.kernel.run("touched").result, "0")
        cell = self.kernel.run("touched = 2;", silent=True, user_expressions={"now": "touched"})
        self.assertEqual(cell.reply["user_expressions"]["now"]["data"]["text/plain"], "2")


class InputTests(KernelTestCase):
    def test_read_line_asks(self):
        msg_id = self.kernel.client.execute("Console.ReadLine() + Console.ReadLine()", allow_stdin=True)
        for answer in ("two", "words"):
            self.assertEqual(self.kernel.client.get_stdin_msg(timeout=TIMEOUT)["msg_type"], "input_request")
            self.kernel.client.input(answer)
        self.assertEqual(self.kernel.finish(msg_id).result, "twowords")

    def test_input_and_password(self):
        msg_id = self.kernel.client.execute('input("name? ") + password("word? ").GetClearTextPassword()', allow_stdin=True)
        for prompt, secret in (("name? ", False), ("word? ", True)):
            asked = self.kernel.client.get_stdin_msg(timeout=TIMEOUT)["content"]
            self.assertEqual((asked["prompt"], asked["password"]), (prompt, secret))
            self.kernel.client.input("x")
        self.assertEqual(self.kernel.finish(msg_id).result, "xx")

    def test_read_line_without_stdin_is_an_error_that_says_so(self):
        cell = self.kernel.run("Console.ReadLine()", allow_stdin=False)
        self.assertIn("allow_stdin", cell.error["evalue"])
