"""A kernel named .net-csharp (found on JUPYTER_PATH) and the messages that a cell brings."""
from __future__ import annotations

import time
import unittest
from queue import Empty

from jupyter_client.manager import KernelManager

KERNEL_NAME = ".net-csharp"
TIMEOUT = 60


class Cell:
    """What came back for one execute_request: its reply, and the iopub messages from busy to idle."""

    def __init__(self, reply: dict, messages: list[dict]):
        self.reply = reply
        self.messages = messages

    def of_type(self, *types: str) -> list[dict]:
        return [m["content"] for m in self.messages if m["msg_type"] in types]

    @property
    def outputs(self) -> list[dict]:
        return [m for m in self.messages if m["msg_type"] not in ("status", "execute_input")]

    def text(self, stream: str) -> str:
        return "".join(m["text"] for m in self.of_type("stream") if m["name"] == stream)

    @property
    def result(self) -> str:
        return self.of_type("execute_result")[0]["data"]["text/plain"]

    @property
    def error(self) -> dict:
        return self.of_type("error")[0]


class KernelSession:
    def __init__(self, kernel_name: str = KERNEL_NAME, **start_options):
        self.manager = KernelManager(kernel_name=kernel_name)
        self.manager.start_kernel(**start_options)
        self.connect()

    def connect(self) -> None:
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    @property
    def pid(self) -> int:
        return self.manager.provisioner.process.pid

    def run(self, code: str, timeout: float = TIMEOUT, **options) -> Cell:
        return self.finish(self.client.execute(code, **options), timeout)

    def finish(self, msg_id: str, timeout: float = TIMEOUT) -> Cell:
        """Waits for the reply and the idle status of a request, whichever comes first."""
        messages: list[dict] = []
        deadline = time.monotonic() + timeout
        while not (messages and messages[-1]["msg_type"] == "status" and messages[-1]["content"]["execution_state"] == "idle"):
            message = self.client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            # The manager counts its messages as the client does, in the same session: an interrupt_request may bear the cell's id.
            if message["parent_header"].get("msg_id") == msg_id and message["parent_header"]["msg_type"] != "interrupt_request":
                messages.append(message)
        return Cell(self.reply_to(msg_id, deadline - time.monotonic()), messages)

    def reply_to(self, msg_id: str, timeout: float = TIMEOUT) -> dict:
        deadline = time.monotonic() + max(timeout, 1)
        while True:
            reply = self.client.get_shell_msg(timeout=max(0.01, deadline - time.monotonic()))
            if reply["parent_header"].get("msg_id") == msg_id:
                return reply["content"]

    def answers(self, timeout: float = TIMEOUT) -> bool:
        """Whether the kernel still runs cells."""
        try:
            return self.run("1 + 1", timeout).result == "2"
        except Empty:
            return False

    def close(self) -> None:
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()


class KernelTestCase(unittest.TestCase):
    """One kernel for the tests of a class."""

    kernel: KernelSession

    @classmethod
    def setUpClass(cls) -> None:
        cls.kernel = KernelSession()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.kernel.close()
