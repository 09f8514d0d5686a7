"""Cells and what comes back for them."""
import time

from kernel_session import KernelTestCase, TIMEOUT


class StreamTests(KernelTestCase):
    def test_streams_and_displays_keep_their_order(self):
        cell = self.kernel.run(
            'Console.Write("a"); Console.Error.Write("b"); Console.Write("c"); display("d"); Console.Write("e"); "f"')
        seen = [(m["msg_type"], m["content"].get("name"), m["content"].get("text") or m["content"]["data"]["text/plain"]) for m in cell.outputs]
        self.assertEqual(seen, [
            ("stream", "stdout", "a"), ("stream", "stderr", "b"), ("stream", "stdout", "c"),
            ("display_data", None, "d"), ("stream", "stdout", "e"), ("execute_result", None, "f")])

    def test_many_writes_are_few_messages(self):
        cell = self.kernel.run("for (var i = 0; i < 20000; i++) Console.WriteLine(i);")
        self.assertEqual(cell.text("stdout"), "".join(f"{i}\n" for i in range(20000)))
        self.assertLess(len(cell.of_type("stream")), 200)

    def test_text_arrives_while_the_cell_runs(self):
        msg_id = self.kernel.client.execute('Console.Write("early"); await Task.Delay(3000); Console.Write("late");')
        message = {"msg_type": ""}
        while message["msg_type"] != "stream":
            message = self.kernel.client.get_iopub_msg(timeout=TIMEOUT)
        self.assertEqual(message["content"]["text"], "early")
        self.assertEqual(self.kernel.finish(msg_id).text("stdout"), "late")

    def test_background_text_goes_to_the_last_cell(self):
        msg_id = self.kernel.client.execute('_ = Task.Run(async () => { await Task.Delay(300); Console.Write("from behind"); });')
        self.kernel.finish(msg_id)
        while (message := self.kernel.client.get_iopub_msg(timeout=TIMEOUT))["msg_type"] != "stream":
            pass
        self.assertEqual((message["content"]["text"], message["parent_header"]["msg_id"]), ("from behind", msg_id))

    def test_unicode_and_line_ends(self):
        cell = self.kernel.run('Console.Write("中文 😀\\n");\r\nvar z = 1;\r\nz + 1')
        self.assertEqual((cell.text("stdout"), cell.result), ("中文 😀\n", "2"))


class BigOutputTests(KernelTestCase):
    def test_a_million_lines_are_cut_with_a_note_and_an_end(self):
        cell = self.kernel.run("for (var i = 0; i < 1_000_000; i++) Console.WriteLine(i);")
        text, messages = cell.text("stdout"), cell.of_type("stream")
        self.assertLess(len(text), 5_100_000)
        self.assertLess(len(messages), 400)
        self.assertTrue(text.startswith("0\n1\n2\n"))
        self.assertIn("characters are not shown", text)
        self.assertTrue(text.endswith("999998\n999999\n"))
        self.assertEqual(self.kernel.run("Console.Write(1)").text("stdout"), "1")

    def test_four_megabytes_come_whole_and_not_at_once(self):
        started = time.monotonic()
        cell = self.kernel.run("for (var i = 0; i < 4000; i++) Console.WriteLine(new string('x', 999));")
        self.assertEqual(cell.text("stdout"), ("x" * 999 + "\n") * 4000)
        self.assertGreater(time.monotonic() - started, 2)

    def test_another_threads_endless_text_holds_up_no_cell(self):
        self.kernel.run('var talk = true;\n_ = Task.Run(() => { while (talk) Console.WriteLine("on and on"); });', timeout=20)
        self.assertEqual(self.kernel.run("talk = false; 5", timeout=20).result, "5")

    def test_cleared_output_does_not_count(self):
        cell = self.kernel.run("for (var i = 0; i < 8; i++) { Console.Write(new string('x', 1_000_000)); clear_output(); }")
        self.assertNotIn("not shown", cell.text("stdout"))

    def test_a_large_display_is_whole_and_takes_little_memory(self):
        def peak() -> int:
            with open(f"/proc/{self.kernel.manager.provisioner.process.pid}/status") as status:
                return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024

        self.kernel.run('display("warm");')
        before = peak()
        cell = self.kernel.run('new string(\'"\', 50_000_000).DisplayAs("text/html");')
        (display,) = cell.of_type("display_data")
        self.assertEqual(display["data"]["text/html"], '"' * 50_000_000)
        grown = peak() - before
        print(f"50 MB shown with {grown} MB more", end=" ")
        self.assertLess(grown, 600)


class DisplayTests(KernelTestCase):
    def test_update_in_the_same_and_in_a_later_cell(self):
        first = self.kernel.run('var shown = display("one"); shown.Update("two");')
        later = self.kernel.run('shown.Update("three");')
        (display,), (update,), (update_later,) = first.of_type("display_data"), first.of_type("update_display_data"), later.of_type("update_display_data")
        self.assertEqual([m["data"]["text/plain"] for m in (display, update, update_later)], ["one", "two", "three"])
        self.assertEqual(len({m["transient"]["display_id"] for m in (display, update, update_later)}), 1)

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
        self.assertEqual([self.kernel.finish(msg_id).reply["status"] for msg_id in queued], ["aborted"] * 3)
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

    def test_user_expressions(self):
        cell = self.kernel.run("var side = 3;", user_expressions={"area": "side * side", "wrong": "nothing"})
        area, wrong = cell.reply["user_expressions"]["area"], cell.reply["user_expressions"]["wrong"]
        self.assertEqual((area["status"], area["data"]["text/plain"]), ("ok", "9"))
        self.assertEqual((wrong["status"], wrong["ename"]), ("error", "CS0103"))


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
