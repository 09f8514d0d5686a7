"""The same scenarios with ipykernel and with the kit's kernel: the same messages come, but for the differences that are named here."""
import difflib
import unittest
from datetime import datetime

import phrases
import scenarios
from front_end import FrontEnd
from jupyter_client.jsonutil import parse_date
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_kernel_test.msgspec_v5 import schema_fragments, validate_message
from kernel_session import KERNEL_NAME

# Keys that only one of them sends, always: `engine_info` is ipyparallel's (ipykernel's own source calls it given up);
# `debugger` and `supported_features` say what there is none of, which ipykernel 6 leaves to be guessed.
ONLY_THEIRS, ONLY_OURS = ("engine_info, ",), ("debugger, ", ", supported_features")

# scenario: why, what ipykernel sends (-) and what the kit's kernel sends instead (+).
DIFFERENCES = {
    scenarios.results_and_displays: ("an empty cell is a cell, and counts", [
        "- shell: execute 6 -> execute_reply(count=5, payload, status=ok, user_expressions)",
        "+ shell: execute 6 -> execute_reply(count=6, payload, status=ok, user_expressions)"]),
    scenarios.a_silent_error_aborts_nothing: ("the protocol wants nothing broadcast for silent cells", [
        "- iopub: execute -> error(ename, evalue, traceback)"]),
    scenarios.interrupt_of_a_cell: ("the protocol wants a status in every reply", [
        "- control: interrupt -> interrupt_reply()", "+ control: interrupt -> interrupt_reply(status=ok)"]),
    scenarios.interrupt_of_nothing: ("the protocol wants a status in every reply", [
        "- control: interrupt -> interrupt_reply()", "+ control: interrupt -> interrupt_reply(status=ok)"]),
    scenarios.comms: ("a comm that is not known (any more) is told closed, so that a page's widgets do not wait for it", [
        "+ iopub: comm_msg -> comm_close(comm_id, data)"]),
}


def ipykernel_version() -> int:
    try:
        import ipykernel
        return ipykernel.version_info[0] if "python3" in KernelSpecManager().find_kernel_specs() else 0
    except ImportError:
        return 0


def start(name: str) -> FrontEnd:
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    return FrontEnd(manager)


def end(front: FrontEnd) -> None:
    front.close()
    if front.manager.has_kernel:
        front.manager.shutdown_kernel(now=True)
    front.manager.cleanup_resources()


def without(lines: list, keys: tuple) -> list:
    for key in keys:
        lines = [line.replace(key, "") for line in lines]
    return lines


@unittest.skipUnless(ipykernel_version() == 6, f"compares with ipykernel 6, and finds {ipykernel_version() or 'none'}")
class SideBySideTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.theirs, cls.ours = start("python3"), start(KERNEL_NAME)
        cls.ids = set()

    @classmethod
    def tearDownClass(cls):
        end(cls.theirs)
        end(cls.ours)

    def test_sessions(self):
        for scenario in scenarios.SCENARIOS:
            with self.subTest(scenario.__name__):
                self.compare(scenario, self.theirs, self.ours)

    def test_endings(self):
        for scenario in scenarios.ENDINGS:
            with self.subTest(scenario.__name__):
                theirs, ours = start("python3"), start(KERNEL_NAME)
                try:
                    self.compare(scenario, theirs, ours)
                finally:
                    end(theirs)
                    end(ours)

    def compare(self, scenario, theirs: FrontEnd, ours: FrontEnd) -> None:
        for front, say in ((theirs, phrases.PYTHON), (ours, phrases.CSHARP)):
            front.start_over()
            scenario(front, say)
            front.drain()
        self.assert_well_formed(ours)
        changes = difflib.ndiff(without(theirs.notes(), ONLY_THEIRS), without(ours.notes(), ONLY_OURS))
        _, expected = DIFFERENCES.get(scenario, ("", []))
        self.assertEqual([line for line in changes if line[0] in "-+"], expected)

    def assert_well_formed(self, front: FrontEnd) -> None:
        """What holds for every message of every kernel; that it is signed, jupyter_client sees to."""
        states = {}
        for channel, message in front.messages:
            header, parent = message["header"], message["parent_header"]
            self.assert_fits_schema(message)
            self.assertIsInstance(header["date"], datetime)
            self.assertIsNotNone(header["date"].tzinfo)
            self.assertEqual(header["session"], front.messages[0][1]["header"]["session"])
            self.assertNotIn(header["msg_id"], self.ids)
            self.ids.add(header["msg_id"])
            if channel == "iopub" and parent["msg_id"] in front.labels:
                states.setdefault(parent["msg_id"], []).append(message["content"].get("execution_state", "output"))
        self.assertEqual(set(states), set(front.labels))
        for msg_id, seen in states.items():
            self.assertEqual((seen[0], set(seen[1:-1]) - {"output"}, seen[-1]), ("busy", set(), "idle"), front.labels[msg_id])

    def assert_fits_schema(self, message: dict) -> None:
        content = message["content"]
        # Of these two the suite's schemas know less than the protocol's own pages.
        if content.get("status") == "aborted":
            self.assertEqual(content, {"status": "aborted"})
        elif message["msg_type"] == "input_request":
            self.assertEqual({key: type(value) for key, value in content.items()}, {"prompt": str, "password": bool})
        elif message["msg_type"] in schema_fragments:
            validate_message(message)
        if message["msg_type"] == "execute_reply":
            self.assertEqual(message["metadata"]["status"], content["status"])
            self.assertIsInstance(parse_date(message["metadata"]["started"]), datetime)
