"""What JupyterLab, Jupyter Server and VS Code ask of a kernel and the classic Notebook does not. The machines that build the kit have none of
these; what they send was read in their sources."""
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session
from kernel_session import KERNEL_NAME, TIMEOUT, KernelSession, KernelTestCase


def ask(client, channel: str, msg_type: str, content: dict | None = None, metadata: dict | None = None) -> str:
    message = client.session.msg(msg_type, content or {}, metadata=metadata)
    getattr(client, f"{channel}_channel").send(message)
    return message["header"]["msg_id"]


def answer(client, channel: str, msg_id: str) -> dict:
    deadline = time.monotonic() + TIMEOUT
    while True:
        reply = getattr(client, f"get_{channel}_msg")(timeout=max(0.01, deadline - time.monotonic()))
        if reply["parent_header"].get("msg_id") == msg_id:
            return reply


class OtherFrontEndTests(KernelTestCase):
    def test_the_kernelspec_is_the_one_notebooks_name(self):
        # Polyglot Notebooks and VS Code choose by name and language; both take interrupt_mode from here.
        spec = KernelSpecManager().get_kernel_spec(KERNEL_NAME)
        self.assertEqual((spec.display_name, spec.language, spec.interrupt_mode), (".NET (C#)", "C#", "message"))

    def test_a_page_opened_while_a_cell_runs_learns_of_the_kernel(self):
        # Jupyter Server asks on the control channel, from sockets made for it, and wants a sign on iopub, before it lets a page speak.
        cell = self.kernel.client.execute('display("on"); while (true) await Task.Delay(10);')
        while self.kernel.client.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "display_data":
            pass
        page = self.kernel.manager.client(session=Session(key=self.kernel.manager.session.key))
        page.start_channels(shell=False, stdin=False, hb=False)
        self.addCleanup(page.stop_channels)
        reply = answer(page, "control", ask(page, "control", "kernel_info_request"))
        page.get_iopub_msg(timeout=TIMEOUT)
        self.assertEqual(reply["content"]["status"], "ok")
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.finish(cell).reply["status"], "error")

    def test_nothing_is_offered_that_there_is_not(self):
        # JupyterLab's and VS Code's debuggers, and JupyterLab's subshells, look here before they ask for more.
        info = answer(self.kernel.client, "control", ask(self.kernel.client, "control", "kernel_info_request"))["content"]
        self.assertEqual((info["debugger"], info["supported_features"]), (False, []))

    def test_what_is_asked_for_all_the_same_does_no_harm(self):
        for msg_type in ("debug_request", "create_subshell_request", "list_subshell_request", "usage_request"):
            ask(self.kernel.client, "control", msg_type, {"type": "request", "command": "debugInfo", "seq": 1})
        self.assertTrue(self.kernel.answers())

    def test_there_are_no_widgets_to_restore(self):
        # On every connection JupyterLab and VS Code ask for the widgets that a page may show again.
        reply = answer(self.kernel.client, "shell", ask(self.kernel.client, "shell", "comm_info_request", {"target_name": "jupyter.widget"}))
        self.assertEqual(reply["content"], {"status": "ok", "comms": {}})

    def test_cells_carry_their_ids(self):
        content = {"code": "6 * 7", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True, "stop_on_error": True}
        metadata = {"cellId": "3f0a", "deletedCells": ["aa"], "recordTiming": True, "trusted": True}
        cell = self.kernel.finish(ask(self.kernel.client, "shell", "execute_request", content, metadata))
        self.assertEqual((cell.result, cell.reply["status"]), ("42", "ok"))

    def test_help_is_markdown_as_well(self):
        # JupyterLab's and VS Code's tooltips show the richest type they know.
        reply = self.kernel.reply_to(self.kernel.client.inspect("Math.Abs", 8))
        self.assertTrue(reply["data"]["text/markdown"].startswith("```csharp\n"))

    def test_completions_have_a_kind_and_a_place(self):
        reply = self.kernel.reply_to(self.kernel.client.complete("Console.Wri"))
        items = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([item["text"] for item in items], reply["matches"])
        self.assertEqual({(item["type"], item["start"], item["end"]) for item in items}, {("function", 8, 11)})

    def test_restart_is_asked_for_on_the_control_channel(self):
        kernel = KernelSession()
        self.addCleanup(kernel.close)
        reply = answer(kernel.client, "control", ask(kernel.client, "control", "shutdown_request", {"restart": True}))
        self.assertEqual(reply["content"], {"status": "ok", "restart": True})
