"""A student of a hub, as a browser would act for them: logs in, starts a server, opens notebooks, runs cells over the kernel's web socket."""
from __future__ import annotations

import asyncio
import json
import time
import uuid

import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from kernel_session import KERNEL_NAME, Cell

SECONDS = 180


class Student:
    def __init__(self, hub_url: str, name: str, password: str):
        self.hub_url, self.name = hub_url, name
        self.server = f"{hub_url}/user/{name}"
        self.loop = asyncio.new_event_loop()
        self.web = requests.Session()
        page = f"{hub_url}/hub/login"
        self.web.get(page).raise_for_status()
        self.web.post(page, data={"username": name, "password": password}, headers={"Referer": page}, params={"next": "/hub/home"}).raise_for_status()
        answer = self.web.post(f"{hub_url}/hub/api/users/{name}/tokens", headers={"Referer": f"{hub_url}/hub/home"}, json={"note": "test_hub"})
        answer.raise_for_status()
        self.authorization = {"Authorization": f"token {answer.json()['token']}"}

    def ask(self, method: str, address: str, content: object = None) -> requests.Response:
        answer = requests.request(method, address, headers=self.authorization, json=content, timeout=SECONDS)
        answer.raise_for_status()
        return answer

    def start_server(self) -> None:
        self.ask("POST", f"{self.hub_url}/hub/api/users/{self.name}/server")
        deadline = time.monotonic() + SECONDS
        while not self.ask("GET", f"{self.hub_url}/hub/api/users/{self.name}").json()["servers"].get("", {}).get("ready"):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the server of {self.name} did not start within {SECONDS} s")
            time.sleep(0.5)

    def open(self, notebook: str) -> list[str]:
        """Opens a notebook of the student's home with the kit's kernel. Returns its code cells."""
        wanted = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": KERNEL_NAME}}
        opened = self.ask("POST", f"{self.server}/api/sessions", wanted).json()
        self.notebook = f"{self.server}/api/sessions/{opened['id']}"
        self.kernel = f"{self.server}/api/kernels/{opened['kernel']['id']}"
        self.connect()
        cells = self.ask("GET", f"{self.server}/api/contents/{notebook}").json()["content"]["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]

    def connect(self) -> None:
        self.session = uuid.uuid4().hex
        address = self.kernel.replace("http:", "ws:", 1) + f"/channels?session_id={self.session}"
        request = HTTPRequest(address, headers=self.authorization, request_timeout=SECONDS)
        self.socket = self.now(lambda: websocket_connect(request, max_message_size=1 << 28))

    def send(self, code: str) -> str:
        """Sends a cell; the id of the request."""
        message_id = uuid.uuid4().hex
        header = {"msg_id": message_id, "session": self.session, "username": self.name, "msg_type": "execute_request", "version": "5.3"}
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        self.now(lambda: self.socket.write_message(json.dumps(message)))
        return message_id

    def now(self, start, seconds: float = SECONDS):
        """The result of what `start` starts on this student's loop."""
        async def wait():
            return await asyncio.wait_for(start(), seconds)
        return self.loop.run_until_complete(wait())

    def receive(self, seconds: float = SECONDS) -> dict:
        text = self.now(self.socket.read_message, seconds)
        if text is None:
            raise ConnectionError(f"the web socket of {self.name}'s kernel was closed")
        return json.loads(text)

    def finish(self, message_id: str, seconds: float = SECONDS) -> Cell:
        """Waits for the reply and the idle status of a request."""
        reply, messages, idle = None, [], False
        deadline = time.monotonic() + seconds
        while reply is None or not idle:
            message = self.receive(max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != message_id:
                continue
            if message["channel"] == "iopub":
                messages.append(message)
                idle |= message["content"].get("execution_state") == "idle"
            elif message["msg_type"] == "execute_reply":
                reply = message["content"]
        return Cell(reply, messages)

    def run(self, code: str, seconds: float = SECONDS) -> Cell:
        return self.finish(self.send(code), seconds)

    def interrupt(self) -> None:
        self.ask("POST", f"{self.kernel}/interrupt")

    def restart(self) -> None:
        self.ask("POST", f"{self.kernel}/restart")
        self.disconnect()
        self.connect()

    def disconnect(self) -> None:
        async def close():
            self.socket.close()
            while await self.socket.read_message() is not None:
                pass
        self.now(close)

    def close_notebook(self) -> None:
        """Ends the kernel, as File > Close and Halt does."""
        self.disconnect()
        self.ask("DELETE", self.notebook)
