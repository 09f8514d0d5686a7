"""GPT-2's tokenizer in Python's standard library, written from the paper and the form of its files, without anybody's tokenizer
package: ids of difficult texts on the real vocabulary (AIGC_DATA/gpt2), written to bpe.json. A text is a list of UTF-16 units,
since some are no Unicode; half a surrogate pair is read as U+FFFD."""
import hashlib
import json
import os
import pathlib
import re
import struct
import unicodedata

HERE = pathlib.Path(__file__).parent
DATA = pathlib.Path(os.environ["AIGC_DATA"])
WHITE_SPACE = set(map(chr, [*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]))
CONTRACTION = re.compile("'(?:s|t|re|ve|m|ll|d)")
RUN = re.compile("b?L+|b?N+|b?O+|[bw]+(?![LNO])|[bw]+")  # over kinds of characters: b the blank, w other white space

TEXTS = {
    "words": "Hello world", "article": "Deep learning is revolutionizing artificial intelligence", "contractions": "I'm sure they'll've said 'tis, don't you? IT'S 'S 'LL y'all're",
    "blanks": "a  b   c\n\n\n  d\t\te \r\n f    ", "only blanks": " " * 100, "one blank": " ", "tabs": "\t\t\tif (x):\n\t\t\t\treturn\n",
    "code": "public static int Max(int[] xs) => xs.Length == 0 ? -1 : xs.Max(); // O(n)\n        for (var i = 0; i < n; i++) { sum += a[i] * 0x1F; }\n",
    "numbers": "3.14159 1,000,000 x² ½ Ⅷ ٣٤٥ 12345678901234567890", "chinese": "深度学习在AIGC中的核心驱动力，从技术原理到应用实例。", "japanese": "こんにちは、世界！ﾊﾝｶｸ", "korean": "안녕하세요 세계",
    "arabic": "مرحبا بالعالم", "devanagari": "नमस्ते दुनिया", "thai": "สวัสดีชาวโลก", "greek": "Καλημέρα κόσμε", "emoji": "👍🏽 I ❤️ 👩‍👩‍👧‍👦 family 🇩🇪!!!", "combining": "e\u0301 Z\u0351\u036b\u0343 n\u0303",
    "strange blanks": "a\u00a0b\u2003c\u3000d\u200be\u180ef\u2028g\u0085h\u001ci", "controls": "\u0000\u0001\u007f\u0080\u00ad\ufeff", "outside the basic plane": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 𝟘𝟙𝟚 🂡 \U0010ffff",
    "marks": "!!!???...---===***###@@@\"\"''``~~^^ « » “quoted” — …", "quotes": "''s 'd''re '", "end of text": "one<|endoftext|>two <|endoftext|>", "long word": "a" * 300 + "ab" * 100, "empty": "",
}
BROKEN = {  # UTF-16 units
    "high half alone": [0xD83D], "low half alone": [0xDC4D], "halves the wrong way round": [0xDC4D, 0xD83D], "half within a word": [*map(ord, "ab"), 0xD83D, *map(ord, "cd ")],
    "blank before a half": [32, 0xDC4D, 32, 32, 0xD83D], "two high halves and a low one": [0xD83D, 0xD83D, 0xDC4D],
}


def byte_characters():
    """For each byte the character that the files write: itself where Latin-1 prints it, else the next one from U+0100 on."""
    printed = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printed]
    return {b: chr(b) for b in printed} | {b: chr(256 + i) for i, b in enumerate(others)}


BYTES = byte_characters()
IDS = json.loads((DATA / "gpt2" / "encoder.json").read_text(encoding="utf-8"))
LINES = (DATA / "gpt2" / "vocab.bpe").read_text(encoding="utf-8").split("\n")[1:]
RANKS = {tuple(line.split(" ")): rank for rank, line in enumerate(line for line in LINES if line)}


def kind(character):
    if character in WHITE_SPACE:
        return "b" if character == " " else "w"
    return {"L": "L", "N": "N"}.get(unicodedata.category(character)[0], "O")


def pieces(text):
    kinds, at = "".join(map(kind, text)), 0
    while at < len(text):
        match = CONTRACTION.match(text, at) or RUN.match(kinds, at)
        yield text[at:match.end()]
        at = match.end()


def merge(piece, known={}):
    if piece not in known:
        tokens = [BYTES[b] for b in piece.encode("utf-8")]
        while len(tokens) > 1:
            rank, pair = min((RANKS.get(pair, len(RANKS)), pair) for pair in zip(tokens, tokens[1:]))
            if rank == len(RANKS):
                break
            merged, i = [], 0
            while i < len(tokens):
                if tuple(tokens[i:i + 2]) == pair:
                    merged.append(tokens[i] + tokens[i + 1])
                    i += 2
                else:
                    merged.append(tokens[i])
                    i += 1
            tokens = merged
        known[piece] = [IDS[token] for token in tokens]
    return known[piece]


def encode(text):
    ids = []
    for part in re.split(r"(<\|endoftext\|>)", text):
        ids += [IDS[part]] if part == "<|endoftext|>" else [i for piece in pieces(part) for i in merge(piece)]
    return ids


def decode(ids):
    tokens, values = {i: token for token, i in IDS.items()}, {character: b for b, character in BYTES.items()}
    return b"".join(bytes(values[c] for c in tokens[i]) for i in ids).decode("utf-8", "replace")


def main():
    units = {name: [*struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))] for name, text in TEXTS.items()} | BROKEN
    cases = []
    for name, text_units in units.items():
        text = struct.pack(f"<{len(text_units)}H", *text_units).decode("utf-16-le", "replace")
        ids = encode(text)
        assert decode(ids) == text, name
        cases.append({"name": name, "units": text_units, "ids": ids})
    emoji = encode("👍 深")
    parts = [{"ids": emoji[i:j], "text": decode(emoji[i:j])} for i in range(len(emoji)) for j in range(i + 1, len(emoji) + 1)]
    shakespeare = encode((DATA / "tinyshakespeare" / "input.txt").read_text(encoding="utf-8"))
    result = {"cases": cases, "parts": parts, "shakespeare": {
        "count": len(shakespeare), "sha256": hashlib.sha256(struct.pack(f"<{len(shakespeare)}q", *shakespeare)).hexdigest()}}
    (HERE / "bpe.json").write_text(json.dumps(result) + "\n")
    print(len(cases), "texts,", len(shakespeare), "tokens of Shakespeare")


if __name__ == "__main__":
    main()
