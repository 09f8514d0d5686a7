"""Messages that are not Jupyter's, or not signed: dropped, and the kernel lives."""
import hmac
import json
import tempfile
import time
import unittest
from hashlib import sha256

import zmq

from kernel_session import KernelSession


class HostileMessageTests(unittest.TestCase):
    def setUp(self):
        self.log = tempfile.TemporaryFile()
        self.kernel = KernelSession(stderr=self.log)
        self.info = self.kernel.manager.get_connection_info()

    def tearDown(self):
        self.kernel.close()
        self.log.close()

    def send(self, *frames: bytes, wait: float = 0.5) -> bool:
        """Sends frames to the shell channel; whether anything came back within that many seconds."""
        socket = zmq.Context.instance().socket(zmq.DEALER)
        socket.linger = 500
        socket.connect(f"tcp://{self.info['ip']}:{self.info['shell_port']}")
        socket.send_multipart(list(frames))
        answered = socket.poll(wait * 1000) > 0
        socket.close()
        return answered

    def frames(self, key: bytes, msg_type: str = "kernel_info_request", header: bytes = b"", content: bytes = b"{}") -> list:
        header = header or json.dumps({"msg_id": "1", "msg_type": msg_type, "session": "s", "username": "u", "version": "5.3"}).encode()
        body = [header, b"{}", b"{}", content]
        return [b"<IDS|MSG>", hmac.new(key, b"".join(body), sha256).hexdigest().encode(), *body]

    def test_only_signed_messages_are_answered(self):
        key = self.info["key"]
        self.assertTrue(self.send(*self.frames(key), wait=10))
        self.assertFalse(self.send(*self.frames(b"another key")))
        tampered = self.frames(key)
        tampered[-1] = b'{"code": "1"}'
        self.assertFalse(self.send(*tampered))
        unsigned = self.frames(key)
        unsigned[1] = b""
        self.assertFalse(self.send(*unsigned))
        self.assertTrue(self.kernel.answers())

        self.log.seek(0)
        logged = self.log.read()
        self.assertEqual(logged.count(b"wrong signature"), 3)
        self.assertNotIn(key, logged)

    def test_malformed_and_unknown_messages_are_dropped(self):
        key = self.info["key"]
        for frames in (
            [b"x"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", b"", b""], [b""] * 9,
            self.frames(key, msg_type="no_such_request"),
            self.frames(key, header=b"not json"), self.frames(key, header=b"[]"), self.frames(key, header=b"\xff\xfe"),
            self.frames(key, header=b'{"msg_type": "kernel_info_request"}'), self.frames(key, header=b'{"msg_id": 1, "msg_type": 2}'),
            self.frames(key, header=b'{"msg_id": "\\ud800", "msg_type": "kernel_info_request"}'),
            self.frames(key, content=b"null"), self.frames(key, content=b"{" * 5000),
        ):
            with self.subTest(frames):
                self.assertFalse(self.send(*frames))
        self.assertTrue(self.kernel.answers())

    def test_wrong_content_gets_an_answer(self):
        key = self.info["key"]
        for content in (b"{}", b'{"code": 5}', b'{"code": "\\ud800"}', b'{"code": "1", "silent": "yes", "user_expressions": []}'):
            with self.subTest(content):
                self.assertTrue(self.send(*self.frames(key, msg_type="execute_request", content=content), wait=10))
        self.assertTrue(self.kernel.answers())

    def test_heartbeat_beats_while_a_cell_runs(self):
        socket = zmq.Context.instance().socket(zmq.REQ)
        socket.linger = 0
        socket.connect(f"tcp://{self.info['ip']}:{self.info['hb_port']}")
        msg_id = self.kernel.client.execute("System.Threading.Thread.Sleep(1500);")
        time.sleep(0.3)
        for beat in (b"one", b"two"):
            socket.send(beat)
            self.assertTrue(socket.poll(1000))
            self.assertEqual(socket.recv(), beat)
        socket.close()
        self.assertEqual(self.kernel.finish(msg_id).reply["status"], "ok")

    def test_control_answers_while_a_cell_runs(self):
        msg_id = self.kernel.client.execute("System.Threading.Thread.Sleep(1500);")
        time.sleep(0.3)
        request = self.kernel.client.session.msg("kernel_info_request")
        self.kernel.client.control_channel.send(request)
        reply = self.kernel.client.get_control_msg(timeout=1)
        self.assertEqual((reply["msg_type"], reply["parent_header"]["msg_id"]), ("kernel_info_reply", request["msg_id"]))
        self.assertEqual(self.kernel.finish(msg_id).reply["status"], "ok")

    def test_comms_are_answered(self):
        client = self.kernel.client
        self.assertEqual(self.kernel.reply_to(client.comm_info()), {"status": "ok", "comms": {}})
        opened = client.session.msg("comm_open", {"comm_id": "c1", "target_name": "none", "data": {}})
        client.shell_channel.send(opened)
        while (message := client.get_iopub_msg(timeout=5))["msg_type"] != "comm_close":
            pass
        self.assertEqual(message["content"]["comm_id"], "c1")
