"""Completion and inspection as a front end sees them."""
import statistics
import time

from kernel_session import KernelTestCase

# Once warm, 95 of 100 answers are promised within 100 ms; a machine that is busy otherwise gets this long.
BUSY_MILLISECONDS = 500


class CodeHelpTests(KernelTestCase):
    def complete(self, code: str, cursor_pos=None) -> dict:
        return self.kernel.reply_to(self.kernel.client.complete(code, cursor_pos))

    def inspect(self, code: str, cursor_pos=None, detail_level=0) -> dict:
        return self.kernel.reply_to(self.kernel.client.inspect(code, cursor_pos, detail_level))

    def test_what_replaces_what(self):
        reply = self.complete("var x = Conso;", 13)
        self.assertEqual((reply["status"], reply["cursor_start"], reply["cursor_end"]), ("ok", 8, 13))
        self.assertIn("Console", reply["matches"])

    def test_cursors_count_code_points(self):
        before = 'var s = "😀中";\n'
        reply = self.complete(before + "s.Subs")
        self.assertEqual((reply["matches"], reply["cursor_start"], reply["cursor_end"]), (["Substring"], len(before) + 2, len(before) + 6))

    def test_types_and_signatures(self):
        self.kernel.run("int Twice(int n) => 2 * n;")
        reply = self.complete("Twic")
        self.assertEqual(reply["metadata"]["_jupyter_types_experimental"],
                         [{"start": 0, "end": 4, "text": "Twice", "type": "function", "signature": "(int n)"}])

    def test_inspection(self):
        reply = self.inspect("Console.WriteLine(1)", 12)
        self.assertTrue(reply["found"])
        self.assertIn("void Console.WriteLine(int value)", reply["data"]["text/plain"])
        self.assertIn("Writes the text representation", reply["data"]["text/plain"])
        self.assertEqual(self.inspect("nosuch")["found"], False)

    def test_inspection_with_source(self):
        self.kernel.run("int Thrice(int n)\n{\n    return 3 * n;\n}")
        self.assertIn("return 3 * n;", self.inspect("Thrice", detail_level=1)["data"]["text/plain"])

    def test_it_is_quick_once_warm(self):
        self.kernel.run('var words = new List<string> { "a" };')
        questions = [lambda: self.complete("words."), lambda: self.complete("words.Where(w => w."), lambda: self.complete("Con"),
                     lambda: self.complete("var n = 1;\nfor (var i = 0; i < n; i++)\n    Console."), lambda: self.inspect("Console.WriteLine"), lambda: self.inspect("words")]
        times = []
        for i in range(12):
            for question in questions:
                started = time.perf_counter()
                question()
                if i >= 2:
                    times.append((time.perf_counter() - started) * 1000)
        slowest = statistics.quantiles(times, n=20)[18]
        print(f"median {statistics.median(times):.0f} ms, 95th percentile {slowest:.0f} ms", end=" ")
        self.assertLess(slowest, BUSY_MILLISECONDS)
