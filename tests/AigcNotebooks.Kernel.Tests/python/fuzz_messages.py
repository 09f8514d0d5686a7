"""Random Jupyter messages: valid ones, mutated at every level. All randomness comes from the generator that is handed in."""
import json
import random

from signed_frames import header, signed

# shutdown_request is left out: obeyed, it would end what is tested.
MESSAGE_TYPES = [
    "kernel_info_request", "execute_request", "is_complete_request", "complete_request", "inspect_request", "history_request", "comm_info_request",
    "interrupt_request", "comm_open", "comm_msg", "comm_close", "input_reply", "execute_reply", "status", "debug_request", "create_subshell_request", "", "_request"]

# Whatever becomes of these, they do no harm.
CELLS = ["1 + 1", "", "var x = 1;", "throw new Exception();", "1 +", "#!time\n1", "#!nosuch", "Console.Write(1);", "display(1);", "é😀中\r\n", "\0", "x" * 1000, "(" * 500]

TEXTS = CELLS + ["\ud83d", "\udc00x", "\u2028", "null", "-1", "../../etc", "*", "[", "\\ud800", "%s{0}", "range", "search", "tail"]

FIELDS = ["code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error", "cursor_pos", "detail_level", "hist_access_type", "session", "start", "stop",
          "n", "pattern", "output", "raw", "unique", "comm_id", "target_name", "data", "value", "status", "subshell_id"]


class MessageFuzzer:
    def __init__(self, rng: random.Random, key: bytes):
        self.rng = rng
        self.key = key

    def value(self, depth: int = 0):
        pick = self.rng.randrange(12 if depth < 4 else 9)
        if pick < 4:
            return self.rng.choice(TEXTS)
        if pick < 9:
            return self.rng.choice([None, True, False, 0, -1, 1, 2**31, -2**63, 2**64, 10**300, 1.5, -0.0, 1e308])
        if pick < 11:
            return {self.rng.choice(TEXTS + FIELDS): self.value(depth + 1) for _ in range(self.rng.randrange(4))}
        return [self.value(depth + 1) for _ in range(self.rng.randrange(4))]

    def content(self) -> dict:
        """Fields of the right names, about half with values of the right type."""
        content = {"code": self.rng.choice(CELLS), "cursor_pos": self.rng.randrange(-2, 12), "hist_access_type": self.rng.choice(["tail", "range", "search"]), "allow_stdin": False}
        for _ in range(self.rng.randrange(5)):
            content[self.rng.choice(FIELDS)] = self.value()
        if self.rng.random() < 0.2:
            content.pop(self.rng.choice(list(content)))
        return content

    def json(self, value) -> bytes:
        """As a peer might write it, right or wrong."""
        text = json.dumps(value, ensure_ascii=self.rng.random() < 0.7).encode("utf-8", "surrogatepass")
        pick = self.rng.randrange(16)
        if pick == 0 and text.startswith(b"{") and len(text) > 2:
            text = b"{" + text[1:-1] + b"," + text[1:]  # every key twice
        elif pick == 1:
            text = text.replace(b":", b": NaN, \"x\":", 1)
        elif pick == 2:
            depth = self.rng.choice([60, 70, 10_000])
            text = b'{"data":' * depth + b"1" + b"}" * depth
        elif pick == 3:
            text = b'{"cursor_pos": ' + b"9" * self.rng.choice([10, 20, 5000]) + b"}"
        elif pick == 4:
            text = text[:self.rng.randrange(len(text))]
        elif pick == 5:
            text = self.rng.choice([b"", b"null", b"[]", b"\xff\xfe", b"\xef\xbb\xbf{}", b" {} ", b"{}{}", b"{}\0", b"'{}'"])
        elif pick == 6:
            position = self.rng.randrange(len(text))
            text = text[:position] + self.rng.randbytes(self.rng.randrange(1, 9)) + text[position:]
        return text

    def message(self) -> list:
        msg_type = self.rng.choice(MESSAGE_TYPES)
        head = header(msg_type)
        if self.rng.random() < 0.15:
            fields = json.loads(head)
            fields[self.rng.choice(list(fields))] = self.value()
            head = self.json(fields)
            if b"shutdown" in head:
                head = header(msg_type)
        frames = signed(self.key, head, self.json(self.content()), self.rng.choice([b"{}", b"", b"not json", head]), self.rng.choice([b"{}", b"[", b""]),
                        tuple(self.rng.randbytes(self.rng.randrange(50)) for _ in range(self.rng.randrange(3))))
        return self.mutated(frames) if self.rng.random() < 0.5 else frames

    def mutated(self, frames: list) -> list:
        """Changed after it was signed."""
        frames = list(frames)
        for _ in range(self.rng.randrange(1, 3)):
            at = self.rng.randrange(len(frames))
            pick = self.rng.randrange(8)
            if pick == 0 and len(frames) > 1:
                del frames[at]
            elif pick == 1:
                frames.insert(at, frames[at])
            elif pick == 2:
                other = self.rng.randrange(len(frames))
                frames[at], frames[other] = frames[other], frames[at]
            elif pick == 3:
                frames[at] = frames[at][:self.rng.randrange(len(frames[at]) + 1)]
            elif pick == 4:
                frames[at] = self.rng.randbytes(self.rng.randrange(100))
            elif pick == 5:
                frames.insert(at, self.rng.randbytes(self.rng.randrange(300)))
            elif pick == 6 and len(frames) > 1:
                frames[1] = self.rng.choice([b"", frames[1].upper(), frames[1][::-1], b"0" * 64])
            elif pick == 7:
                frames = frames[at:] + frames[:at]
        return frames
