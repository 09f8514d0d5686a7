"""Starts a JupyterHub on loopback in a folder of its own, and stops all of it."""
from __future__ import annotations

import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import requests

HERE = pathlib.Path(__file__).resolve().parent
START_SECONDS = 120
STOP_SECONDS = 30
FIRST_USER_ID = 64001


class Hub:
    def __init__(self, students: list[str], notebooks: dict[str, str]):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="aigc-hub-"))
        self.folder.chmod(0o755)
        self.password = secrets.token_hex()
        # Ids that need no account; where the kit lies in a folder that only root may enter, the students are root, too.
        self.unprivileged = os.geteuid() == 0 and all(parent.stat().st_mode & 0o1 for parent in HERE.parents)
        for number, student in enumerate(students):
            self.make_home(student, notebooks, FIRST_USER_ID + number)
        ports = free_ports(3)
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.log = open(self.folder / "hub.log", "wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(HERE / "jupyterhub_config.py")],
            cwd=self.folder, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
            # Debian's proxy wants Debian's modules, also under a Node from elsewhere, which does not look there.
            env={**os.environ, "NODE_PATH": "/usr/share/nodejs", "AIGC_PROFILE": "smoke",
                 "AIGC_HUB_FOLDER": str(self.folder), "AIGC_HUB_PORTS": " ".join(map(str, ports)), "AIGC_HUB_PASSWORD": self.password})
        self.wait_until_ready()

    def make_home(self, student: str, notebooks: dict[str, str], owner: int) -> None:
        home = self.folder / "home" / student
        home.mkdir(parents=True)
        for name, text in notebooks.items():
            (home / name).write_text(text)
        if self.unprivileged:
            for path in (home, *home.iterdir()):
                os.chown(path, owner, owner)

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if requests.get(f"{self.url}/hub/health", timeout=5).ok:
                    return
            except requests.ConnectionError:
                time.sleep(0.3)
        log = self.log_text()
        self.stop()
        raise RuntimeError(f"the hub did not start within {START_SECONDS} s; its log ends:\n{log[-3000:]}")

    def log_text(self) -> str:
        return (self.folder / "hub.log").read_text(errors="replace")

    def stop(self) -> list[str]:
        """Ends the hub as its administrator would. Returns the command lines of what outlived it, which is then killed."""
        self.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and (self.process.poll() is None or self.processes()):
            time.sleep(0.2)
        outlived = list(self.processes().values())
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder)
        return outlived

    def processes(self) -> dict[int, str]:
        """The hub's, proxy's, servers' and kernels': they carry the folder's name in their environment."""
        mark = f"AIGC_HUB_FOLDER={self.folder}".encode()
        found = {}
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                pass
        return found


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody has now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports
