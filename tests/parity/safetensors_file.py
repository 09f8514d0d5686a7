"""Writes python.safetensors, which the C# tests read and write again byte for byte: the format's layout from its description
(github.com/huggingface/safetensors), with nothing but the standard library."""
import json
import pathlib
import struct

TENSORS = {  # name: (dtype, shape, struct format, values)
    "mask": ("BOOL", [3], "<3?", [True, False, True]),
    "u8": ("U8", [2, 2], "<4B", [0, 1, 254, 255]),
    "i8": ("I8", [3], "<3b", [-128, 0, 127]),
    "i16": ("I16", [2], "<2h", [-32768, 32767]),
    "i32": ("I32", [2], "<2i", [-(2**31), 2**31 - 1]),
    "i64": ("I64", [2], "<2q", [-(2**63), 2**63 - 1]),
    "f16": ("F16", [3], "<3e", [0.5, -2.0, 65504.0]),
    "bf16": ("BF16", [2], "<2H", [0x3F80, 0xC000]),  # 1 and -2
    "f32": ("F32", [2, 3], "<6f", [0.1, -0.2, 0.3, 1e30, -1e-30, 0.0]),
    "f64": ("F64", [1], "<1d", [0.1]),
    "number": ("F32", [], "<1f", [42.0]),
    "none": ("F32", [0, 4], "<0f", []),
    "layers.0.größe 日本": ("F32", [1], "<1f", [7.0]),
}
WIDTH = {"BOOL": 1, "U8": 1, "I8": 1, "I16": 2, "I32": 4, "I64": 8, "F16": 2, "BF16": 2, "F32": 4, "F64": 8}

data, places = b"", {}
for name, (dtype, _, form, values) in sorted(TENSORS.items(), key=lambda item: -WIDTH[item[1][0]]):  # stable: the widest first
    begin = len(data)
    data += struct.pack(form, *values)
    places[name] = [begin, len(data)]
header = {"__metadata__": {"format": "pt", "note": "quotes \" and 日本"}}
header |= {name: {"dtype": dtype, "shape": shape, "data_offsets": places[name]} for name, (dtype, shape, _, _) in TENSORS.items()}
text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
text += b" " * (-len(text) % 8)
path = pathlib.Path(__file__).parents[1] / "AigcNotebooks.Tests" / "Data" / "python.safetensors"
path.write_bytes(struct.pack("<Q", len(text)) + text + data)
print(f"{path.name}: {path.stat().st_size} bytes")
