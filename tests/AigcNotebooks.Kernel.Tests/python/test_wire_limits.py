"""Welcomes, and messages too large, from the wrong peer, or never answered."""
import tempfile
import time
import unittest

import zmq

from kernel_session import KernelSession
from signed_frames import Peer, content_of, header, signed
from test_lifetime import wait_until_gone


class WireLimitTests(unittest.TestCase):
    def setUp(self):
        self.log = tempfile.TemporaryFile()
        self.kernel = KernelSession(stderr=self.log)
        self.info = self.kernel.manager.get_connection_info()
        self.peer = Peer(self.info)
        self.addCleanup(self.log.close)
        self.addCleanup(self.kernel.close)
        self.addCleanup(self.peer.close)

    def receive(self, socket, seconds: float = 20) -> tuple:
        self.assertTrue(socket.poll(seconds * 1000), "nothing came")
        return content_of(socket.recv_multipart())

    def logged(self) -> bytes:
        self.log.seek(0)
        return self.log.read()

    def test_every_subscriber_is_welcomed(self):
        for topic in (b"", b"", b"kernel", "主题".encode()):
            with self.subTest(topic):
                socket = self.peer.connect("iopub", zmq.SUB, topic=topic)
                self.assertEqual(self.receive(socket), ("iopub_welcome", {}, {"subscription": topic.decode()}))

    def test_a_welcomed_subscriber_misses_nothing(self):
        for _ in range(10):
            socket = self.peer.connect("iopub", zmq.SUB, topic=b"")
            self.assertEqual(self.receive(socket)[0], "iopub_welcome")
            msg_id = self.kernel.client.kernel_info()
            states = []
            while len(states) < 2:
                kind, parent, content = self.receive(socket)
                if parent.get("msg_id") == msg_id:
                    states.append((kind, content["execution_state"]))
            self.assertEqual(states, [("status", "busy"), ("status", "idle")])
            socket.close()

    def test_who_stayed_connected_hears_that_a_new_kernel_starts(self):
        socket = self.peer.connect("iopub", zmq.SUB, topic=b"")
        self.assertEqual(self.receive(socket)[0], "iopub_welcome")
        for _ in range(3):
            self.kernel.manager.restart_kernel(now=True)
            state = None
            while state != "starting":
                kind, parent, content = self.receive(socket)
                state = content.get("execution_state")
            self.assertEqual((kind, parent), ("status", {}))

    def test_subscribers_are_welcomed_while_a_cell_runs_and_prints(self):
        msg_id = self.kernel.client.execute("while (true) { Console.WriteLine(1); System.Threading.Thread.Sleep(100); }")
        for _ in range(5):
            socket = self.peer.connect("iopub", zmq.SUB, topic=b"only the welcome")
            self.assertEqual(self.receive(socket)[0], "iopub_welcome")
            time.sleep(0.2)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.finish(msg_id).reply["status"], "error")

    def test_what_else_comes_to_iopub_is_dropped(self):
        socket = self.peer.connect("iopub", zmq.XSUB)
        for frames in ([b"\x01\xff\xfe"], [b"\x01", b"more"], [b"\x07no subscription"], [b""], [b"\x00never subscribed"]):
            socket.send_multipart(frames)
        socket.send(b"\x01")
        self.assertEqual(self.receive(socket), ("iopub_welcome", {}, {"subscription": ""}))
        self.assertTrue(self.kernel.answers())

    def test_control_requests_have_busy_and_idle(self):
        for msg_type in ("kernel_info_request", "interrupt_request", "no_such_request"):
            request = self.kernel.client.session.msg(msg_type)
            self.kernel.client.control_channel.send(request)
            states = []
            while len(states) < 2:
                message = self.kernel.client.get_iopub_msg(timeout=20)
                if message["parent_header"].get("msg_id") == request["msg_id"]:
                    states.append(message["content"]["execution_state"])
            self.assertEqual(states, ["busy", "idle"])

    def test_the_protocols_version(self):
        reply = self.kernel.reply_to(self.kernel.client.kernel_info())
        self.assertEqual((reply["protocol_version"], reply["supported_features"]), ("5.5", []))

    def test_a_cell_that_is_too_large_is_refused_by_name(self):
        cell = self.kernel.run("//" + "x" * (40 << 20))
        self.assertEqual((cell.reply["status"], cell.error["ename"]), ("error", "MessageTooLarge"))
        self.assertIn("40 MB", cell.error["evalue"])
        self.assertEqual([m["content"]["execution_state"] for m in cell.messages if m["msg_type"] == "status"], ["busy", "idle"])
        self.assertTrue(self.kernel.answers())
        self.assertIn(b"too large", self.logged())

    def test_a_large_cell_runs(self):
        self.assertEqual(self.kernel.run("1 + 1 //" + "x" * (8 << 20)).result, "2")

    def test_larger_messages_are_dropped_and_logged_or_cut_off(self):
        socket = self.peer.connect("shell")
        key = self.info["key"]
        socket.send_multipart(signed(key, header("kernel_info_request"), buffers=(b"",) * 5000))
        socket.send_multipart(signed(key, header("kernel_info_request"), buffers=(bytes(60 << 20),) * 3))
        socket.send_multipart(signed(key, b" " * 100_000 + header("kernel_info_request")))
        socket.send_multipart(signed(key, header("kernel_info_request", "the last")))
        self.assertEqual(self.receive(socket)[1]["msg_id"], "the last")
        self.assertEqual(self.logged().count(b"oversized message"), 2)
        self.assertEqual(self.logged().count(b"a header of 100"), 1)
        for channel in ("shell", "control", "stdin", "iopub", "hb"):
            with self.subTest(channel):
                socket = self.peer.connect(channel, {"iopub": zmq.XSUB, "hb": zmq.REQ}.get(channel, zmq.DEALER))
                socket.send(bytes(130 << 20))
                time.sleep(0.2)
                socket.close()
        self.assertTrue(self.kernel.answers())

    def test_a_flood_does_not_fill_the_log(self):
        socket = self.peer.connect("shell")
        for i in range(20_000):
            socket.send_multipart([b"<IDS|MSG>", b"nonsense\n\x1b[2J" * 100, b"{}", b"{}", b"{}", b"{}"] if i % 2 else [b"x"])
        socket.send_multipart(signed(self.info["key"], header("kernel_info_request")))
        self.assertEqual(self.receive(socket, 60)[0], "kernel_info_reply")
        time.sleep(1.1)
        socket.send(b"x")
        socket.send_multipart(signed(self.info["key"], header("\\n\x1b[2J" + "y" * 10_000)))
        self.assertTrue(self.kernel.answers())
        log = self.logged()
        self.assertLess(len(log), 200_000)
        self.assertRegex(log, rb"\.\.\. \d+ more lines like these are left out \.\.\.")
        self.assertNotIn(self.info["key"], log)
        self.assertNotIn(b"\x1b", log)

    def test_only_whoever_was_asked_answers(self):
        msg_id = self.kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=20)
        stranger = self.peer.connect("stdin", identity=b"stranger")
        stranger.send_multipart(signed(self.info["key"], header("input_reply"), b'{"value": "not mine"}'))
        time.sleep(0.3)
        self.kernel.client.input("mine")
        self.assertEqual(self.kernel.finish(msg_id).result, "mine")

    def test_shutdown_while_a_question_waits(self):
        pid = self.kernel.manager.provisioner.process.pid
        self.kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=20)
        self.kernel.client.shutdown()
        self.assertTrue(wait_until_gone(pid, 4))
