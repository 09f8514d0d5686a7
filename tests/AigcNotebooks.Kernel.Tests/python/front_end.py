"""A front end that notes every message of a kernel, by channel and in order, so that two kernels can be compared."""
from __future__ import annotations

import time

import zmq
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

TIMEOUT = 60
CHANNELS = ("shell", "control", "iopub", "stdin")
# Long enough for a message too many to show itself.
QUIET_SECONDS = 0.2
# Content whose value decides how a front end goes on; of the rest only the key is noted.
TELLING = ("status", "execution_state", "wait", "restart", "password", "found")


class FrontEnd:
    """One client. Requests have labels ("execute", "execute 2"), under which the messages they bring are noted."""

    def __init__(self, manager: KernelManager, name: str = "", labels: dict[str, str] | None = None):
        self.manager = manager
        self.name = name
        # With a session of its own: clients that share the manager's have one identity, and take each other's replies.
        self.client = manager.client(session=Session(key=manager.session.key))
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.labels = {} if labels is None else labels
        self.messages: list[tuple[str, dict]] = []
        self.others: list[FrontEnd] = []
        self.cells_before = 0
        self.poller = zmq.Poller()
        self.sockets = {name: getattr(self.client, f"{name}_channel").socket for name in CHANNELS}
        for socket in self.sockets.values():
            self.poller.register(socket, zmq.POLLIN)

    def close(self) -> None:
        for front in (*self.others, self):
            front.client.stop_channels()

    def beside(self) -> FrontEnd:
        """A second client of the same kernel."""
        self.others.append(FrontEnd(self.manager, f"{self.name}other ", self.labels))
        self.others[-1].cells_before = self.cells_before
        return self.others[-1]

    def start_over(self) -> None:
        """Forgets what was noted; cells are counted from here."""
        self.cells_before = self.run("1")["execution_count"]
        self.labels.clear()
        self.messages.clear()
        while self.others:
            self.others.pop().close()

    def send(self, msg_type: str, channel: str = "shell", **content) -> str:
        message = self.client.session.msg(msg_type, content)
        msg_id = message["header"]["msg_id"]
        name = msg_type.replace("_request", "")
        number = sum(label.rstrip(" 0123456789") == name for label in self.labels.values()) + 1
        self.labels[msg_id] = name if number == 1 else f"{name} {number}"
        getattr(self.client, f"{channel}_channel").send(message)
        return msg_id

    def ask(self, msg_type: str, channel: str = "shell", **content) -> dict:
        """Sends a request and gives its reply's content, once its idle has come as well."""
        return self.finish(self.send(msg_type, channel, **content))

    def execute(self, code: str, **options) -> str:
        return self.send("execute_request", **{"code": code, "silent": False, "store_history": True, "user_expressions": {},
                                               "allow_stdin": False, "stop_on_error": True, **options})

    def run(self, code: str, **options) -> dict:
        return self.finish(self.execute(code, **options))

    def finish(self, msg_id: str) -> dict:
        label = self.labels[msg_id]
        self.until(lambda: self.reply(msg_id) is not None, f"no reply to {label}")
        self.idle(msg_id)
        return self.reply(msg_id)["content"]

    def idle(self, msg_id: str) -> None:
        self.until(lambda: any(channel == "iopub" and m["content"].get("execution_state") == "idle" for channel, m in self.brought_by(msg_id)),
                   f"no idle after {self.labels[msg_id]}")

    def reply(self, msg_id: str) -> dict | None:
        return next((m for channel, m in self.brought_by(msg_id) if channel in ("shell", "control")), None)

    def brought_by(self, msg_id: str) -> list[tuple[str, dict]]:
        return [(channel, m) for channel, m in self.messages if m["parent_header"].get("msg_id") == msg_id]

    def until_seen(self, msg_type: str, msg_id: str) -> None:
        self.until(lambda: any(m["msg_type"] == msg_type for _, m in self.brought_by(msg_id)), f"no {msg_type} for {self.labels[msg_id]}")

    def until(self, condition, otherwise: str) -> None:
        deadline = time.monotonic() + TIMEOUT
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"{otherwise}; seen: {self.notes()}")
            self.receive(0.1)

    def drain(self) -> None:
        for front in (*self.others, self):
            while front.receive(QUIET_SECONDS):
                pass

    def receive(self, seconds: float) -> bool:
        ready = dict(self.poller.poll(seconds * 1000))
        for name, socket in self.sockets.items():
            if socket in ready:
                message = getattr(self.client, f"get_{name}_msg")(timeout=1)
                # A subscription's welcome belongs to no request; ipykernel 6 sends none.
                if message["msg_type"] != "iopub_welcome":
                    self.messages.append((name, message))
        return bool(ready)

    def notes(self) -> list[str]:
        """The messages as lines, by channel and by the request that brought them: between those there is no order."""
        lines: list[str] = []
        for channel in CHANNELS:
            for msg_id, label in [*self.labels.items(), (None, "nobody")]:
                for message in (m for name, m in self.messages if name == channel and m["parent_header"].get("msg_id") == msg_id):
                    line = f"{self.name}{channel}: {label} -> {self.describe(message)}"
                    # How text is cut into messages is each kernel's own affair.
                    if not (lines and line == lines[-1] and message["msg_type"] == "stream"):
                        lines.append(line)
        return lines + [line for other in self.others for line in other.notes()]

    def describe(self, message: dict) -> str:
        def told(key: str, value) -> str:
            if key == "execution_count":
                return f"count={value - self.cells_before}"
            return f"{key}={value}" if key in TELLING or (key == "name" and message["msg_type"] == "stream") else key

        return f"{message['msg_type']}({', '.join(told(key, value) for key, value in sorted(message['content'].items()))})"
