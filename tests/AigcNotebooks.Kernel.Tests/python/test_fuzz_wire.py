"""Random messages and random bytes to all five ports of a real kernel: it answers on, and nothing of it grows.

AIGC_FUZZ_SEED repeats a run; AIGC_FUZZ_SECONDS, or AIGC_SOAK=true, makes it longer."""
import json
import os
import random
import socket
import struct
import tempfile
import time
import unittest
from collections import Counter
from queue import Empty

import zmq

from fuzz_messages import MessageFuzzer
from kernel_session import KernelSession
from signed_frames import Peer, content_of, header, signed

SEED = int(os.environ.get("AIGC_FUZZ_SEED", time.time_ns() % 1_000_000))
SECONDS = float(os.environ.get("AIGC_FUZZ_SECONDS", 300 if os.environ.get("AIGC_SOAK") == "true" else 12))
CHANNELS = ["shell", "control", "stdin", "iopub", "hb"]

# What a greeting of ZeroMQ's protocol looks like; what follows it need not be one.
GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(16) + b"\x00" + bytes(31)


class WireFuzzTests(unittest.TestCase):
    def setUp(self):
        self.log = tempfile.TemporaryFile()
        self.kernel = KernelSession(stderr=self.log)
        self.info = self.kernel.manager.get_connection_info()
        self.rng = random.Random(SEED)
        self.fuzzer = MessageFuzzer(self.rng, self.info["key"])
        self.watch = Peer(self.info)
        self.statuses = self.watch.connect("iopub", zmq.SUB, topic=b"")
        self.statuses.poll(10_000)
        self.open = Counter()
        self.addCleanup(self.log.close)
        self.addCleanup(self.kernel.close)
        self.addCleanup(self.watch.close)

    def test_nothing_that_is_sent_hurts(self):
        attacks = [self.messages, self.messages, self.messages, self.many_identities, self.subscriptions, self.heartbeats, self.oversized, self.many_frames,
                   self.garbage, self.half_open, self.questions]
        print(f"seed {SEED}", end=" ", flush=True)
        untouched = self.footprint()
        for attack in attacks:
            attack()
        self.assert_well("every attack once")
        before, sent = self.footprint(), Counter()
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            attack = self.rng.choice(attacks)
            attack()
            sent[attack.__name__] += 1
            self.assert_well(attack.__name__)
        after = self.footprint()
        print(f"{sum(sent.values())} bursts; (MB, threads, sockets) {untouched} -> {before} -> {after}", end=" ", flush=True)
        self.assertLess(after[0] - before[0], 250, "memory")
        self.assertLess(after[1] - before[1], 20, "threads")
        self.assertLess(after[2] - before[2], 20, "sockets")
        self.log.seek(0)
        log = self.log.read()
        self.assertNotIn(self.info["key"], log)
        self.assertLess(len(log), 500_000 + 3000 * SECONDS)
        for line in log.splitlines():
            self.assertTrue(line.startswith(b"AigcNotebooks.Kernel: ") and len(line) < 8500, f"seed {SEED}: {line[:300]}")

    # Attacks

    def messages(self):
        peer = Peer(self.info)
        sockets = [peer.connect(channel) for channel in ("shell", "control", "stdin")]
        for _ in range(40):
            self.rng.choice(sockets).send_multipart(self.fuzzer.message())
        time.sleep(0.05)
        peer.close()

    def many_identities(self):
        peer = Peer(self.info)
        # No two at once under one name: of such, libzmq 4.3 forgets to close a connection now and then, and ROUTER_HANDOVER is wanted all the same.
        names = [b"<IDS|MSG>", b"same", *(b"%d" % i for i in range(10)), *(self.rng.randbytes(255).replace(b"\0", b"1") for _ in range(18))]
        for name in names:
            channel = peer.connect(self.rng.choice(["shell", "control", "stdin"]), identity=name)
            channel.send_multipart([b"more"] * self.rng.randrange(20) + self.fuzzer.message())
        time.sleep(0.05)
        peer.close()

    def subscriptions(self):
        peer = Peer(self.info)
        for _ in range(10):
            channel = peer.connect("iopub", zmq.XSUB)
            for _ in range(10):
                channel.send_multipart(self.rng.choice([[b"\x01" + self.rng.randbytes(self.rng.randrange(30))], [b"\x01"], [b"\x00"], self.fuzzer.message(), [b"\x01" + b"t" * 70_000]]))
        time.sleep(0.05)
        peer.close()

    def heartbeats(self):
        peer = Peer(self.info)
        channel = peer.connect("hb")
        for _ in range(30):
            channel.send_multipart(self.rng.choice([[b"", b"ping"], [b"no envelope"], [b"a", b"", b""], [b""] * 3000, [b"", self.rng.randbytes(1000)], [b"", bytes(70_000)]]))
        time.sleep(0.05)
        peer.close()

    def oversized(self):
        peer = Peer(self.info)
        channel = peer.connect(self.rng.choice(CHANNELS[:3]))
        size = self.rng.choice([30, 40, 100, 140]) << 20
        channel.send_multipart(self.rng.choice([
            [bytes(size)], [bytes(size)] * 2, signed(b"wrong", header("execute_request"), bytes(size)), signed(self.info["key"], header("complete_request"), b'{"code": "' + b" " * size + b'"}'),
            signed(self.info["key"], header("kernel_info_request"), buffers=(bytes(size),))]))
        time.sleep(0.3)
        peer.close()

    def many_frames(self):
        peer = Peer(self.info)
        peer.connect(self.rng.choice(CHANNELS[:3])).send_multipart([b"x" * self.rng.randrange(3)] * 20_000 + self.fuzzer.message())
        time.sleep(0.05)
        peer.close()

    def garbage(self):
        for _ in range(10):
            with self.tcp(self.rng.choice(CHANNELS)) as raw:
                start = self.rng.choice([b"", b"GET / HTTP/1.1\r\n\r\n", GREETING, GREETING[:self.rng.randrange(64)], GREETING + b"\x04\x19\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER"])
                size = struct.pack(">Q", self.rng.choice([2**63, 2**62, 2**40, 2**31, 0]))
                try:
                    raw.sendall(start + self.rng.choice([b"", b"\x02" + size, b"\x06" + size, self.rng.randbytes(self.rng.randrange(2000))]))
                    raw.recv(1000)
                except OSError:
                    pass  # It was thrown out, which is right.

    def half_open(self):
        connections = [self.tcp(channel) for channel in CHANNELS for _ in range(20)]
        for raw in connections:
            if self.rng.random() < 0.5:
                raw.send(GREETING[:self.rng.randrange(1, 12)])
        for raw in connections:
            if self.rng.random() < 0.5:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset instead of an end
            raw.close()

    def questions(self):
        """A cell asks; everybody answers but who was asked, and then it is stopped."""
        peer = Peer(self.info)
        asked = [peer.connect(channel, identity=b"asked%d" % self.rng.randrange(3)) for channel in ("stdin", "shell")]
        request = header("execute_request")
        time.sleep(0.05)
        asked[1].send_multipart(signed(self.info["key"], request, json.dumps({"code": "Console.ReadLine()", "allow_stdin": True}).encode()))
        asked[0].poll(1000)
        other = peer.connect("stdin")
        for _ in range(20):
            other.send_multipart(signed(self.info["key"], header("input_reply"), self.rng.choice([b'{"value": "x"}', b"{}", b"[]"])))
            other.send_multipart(self.fuzzer.message())
        deadline = time.monotonic() + 20
        while not asked[1].poll(300) and time.monotonic() < deadline:
            self.kernel.manager.interrupt_kernel()
        self.assertTrue(asked[1].poll(0), f"seed {SEED}: a question hangs")
        peer.close()

    # What must hold after each

    def assert_well(self, what: str) -> None:
        with self.subTest(seed=SEED, after=what):
            client = self.kernel.client
            self.assertTrue(self.kernel.manager.is_alive(), "the kernel died")
            self.assertEqual(self.kernel.reply_to(client.kernel_info())["status"], "ok")
            client.control_channel.send(request := client.session.msg("kernel_info_request"))
            while (reply := client.get_control_msg(timeout=20))["parent_header"].get("msg_id") != request["msg_id"]:
                pass
            beat = self.watch.connect("hb", zmq.REQ)
            beat.send(b"beat")
            self.assertTrue(beat.poll(20_000) and beat.recv() == b"beat", "no heartbeat")
            beat.close()
            self.assertEqual(self.sum(), "2")
            self.assert_balanced()
            for channel in (client.get_stdin_msg, client.get_iopub_msg):
                try:
                    while True:
                        channel(timeout=0)
                except Empty:
                    pass

    def sum(self) -> str:
        """1 + 1, unless it was queued behind another's error."""
        for _ in range(20):
            cell = self.kernel.run("1 + 1")
            if cell.reply["status"] == "ok":
                return cell.result
            self.assertEqual(cell.reply["status"], "aborted")
        self.fail("aborted 20 times")

    def assert_balanced(self) -> None:
        """To every busy its idle."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            while self.statuses.poll(20 if any(self.open.values()) else 0):
                kind, parent, content = content_of(self.statuses.recv_multipart())
                if kind == "status" and parent:
                    self.open[json.dumps(parent, sort_keys=True)] += {"busy": 1, "idle": -1}[content["execution_state"]]
            if not any(self.open.values()):
                self.open.clear()
                return
        self.fail(f"busy and idle do not match: { {parent: count for parent, count in self.open.items() if count} }")

    def footprint(self) -> tuple:
        """Resident memory in MB, threads and open sockets and pipes of the kernel, after it cleaned up."""
        self.kernel.run("for (var i = 0; i < 3; i++) GC.Collect(2, GCCollectionMode.Aggressive, true, true);")
        time.sleep(0.5)
        process = f"/proc/{self.kernel.manager.provisioner.process.pid}"
        with open(f"{process}/status") as status:
            values = dict(line.split(":", 1) for line in status)
        # Assemblies that cells come to need are mapped once, and are no peer's doing.
        connections = sum(self.is_connection(f"{process}/fd/{number}") for number in os.listdir(f"{process}/fd"))
        return int(values["VmRSS"].split()[0]) // 1024, int(values["Threads"]), connections

    @staticmethod
    def is_connection(descriptor: str) -> bool:
        try:
            return not os.readlink(descriptor).startswith("/")
        except FileNotFoundError:
            return False

    def tcp(self, channel: str) -> socket.socket:
        raw = socket.create_connection((self.info["ip"], self.info[f"{channel}_port"]), timeout=2)
        raw.settimeout(0.05)
        return raw


if __name__ == "__main__":
    unittest.main()
