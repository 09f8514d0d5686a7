"""Messages made by hand: what jupyter_client would not send."""
import hmac
import json
import uuid
from hashlib import sha256

import zmq

DELIMITER = b"<IDS|MSG>"


def header(msg_type: str, msg_id: str = "") -> bytes:
    return json.dumps({"msg_id": msg_id or uuid.uuid4().hex, "msg_type": msg_type, "session": "by hand", "username": "u",
                       "date": "2024-01-01T00:00:00Z", "version": "5.3"}).encode()


def signed(key: bytes, header: bytes, content: bytes = b"{}", parent: bytes = b"{}", metadata: bytes = b"{}", buffers: tuple = ()) -> list:
    """The frames from the delimiter on."""
    body = [header, parent, metadata, content]
    return [DELIMITER, hmac.new(key, b"".join(body), sha256).hexdigest().encode(), *body, *buffers]


class Peer:
    """Sockets of our own to a kernel's channels."""

    def __init__(self, info: dict):
        self.info = info
        self.context = zmq.Context()

    def address(self, channel: str) -> str:
        return f"tcp://{self.info['ip']}:{self.info[channel + '_port']}"

    def connect(self, channel: str, kind: int = zmq.DEALER, identity: bytes = b"", topic: bytes = None) -> zmq.Socket:
        socket = self.context.socket(kind)
        socket.linger = 2000
        if identity:
            socket.routing_id = identity
        socket.connect(self.address(channel))
        if topic is not None:
            socket.subscribe(topic)
        return socket

    def close(self) -> None:
        self.context.destroy(linger=0)


def content_of(frames: list) -> tuple:
    """A received message's type, parent header and content."""
    at = frames.index(DELIMITER)
    return json.loads(frames[at + 2])["msg_type"], json.loads(frames[at + 3]), json.loads(frames[at + 5])
