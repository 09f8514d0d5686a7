"""What PyTorch gives: runs operators and modules on numbers that the C# tests make again, and writes the results.

A case's inputs are written as text, such as "f32[3,4]T:pos": a dtype, a shape, how the elements lie in memory
(T: the last two dimensions swapped, S: every second one of a row twice as long, E: expanded along dimension 0) and how
the values are spread (`spread` below). Both sides make the same values from the same integer generator, so a golden
file holds results only: all elements of a small tensor, else eight of them, their sum and a weighted sum.
"""
import json
import math
import pathlib
import re

import torch

DTYPES = {"f16": torch.float16, "bf16": torch.bfloat16, "f32": torch.float32, "f64": torch.float64, "i8": torch.int8,
          "u8": torch.uint8, "i16": torch.int16, "i32": torch.int32, "i64": torch.int64, "bool": torch.bool}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
SPEC = re.compile(r"(\w+)\[([\d,]*)\]([TSE]*)(?::(\w+))?$")
WHOLE, SAMPLES = 16, 8


def uniform(count, seed):
    """`count` multiples of 2^-24 in [0, 1)."""
    state = (seed * 2654435761 + 12345) % 2**32
    numbers = []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        numbers.append((state >> 8) / 2**24)
    return numbers


def spread(count, seed, how):
    u = uniform(count, seed)
    if how == "u":
        return [4 * x - 2 for x in u]
    if how == "pos":
        return [0.1 + 2 * x for x in u]
    if how == "unit":
        return [0.05 + 0.9 * x for x in u]
    if how == "perm":
        order = sorted(range(count), key=u.__getitem__)
        ranks = [0] * count
        for rank, index in enumerate(order):
            ranks[index] = rank
        return ranks
    if how.startswith("int"):
        return [int(x * int(how[3:])) for x in u]
    raise ValueError(f"no spread is called {how}")


def make(spec, seed):
    """The tensor that `spec` describes."""
    dtype, shape, layout, how = SPEC.match(spec).groups()
    shape = [int(n) for n in shape.split(",") if n]
    how = how or ("u" if "f" in dtype else "int2" if dtype == "bool" else "int10")
    if "T" in layout:
        shape[-1], shape[-2] = shape[-2], shape[-1]
    if "S" in layout:
        shape[-1] *= 2
    if "E" in layout:
        times, shape[0] = shape[0], 1
    tensor = torch.tensor(spread(math.prod(shape), seed, how), dtype=torch.float64).reshape(shape).to(DTYPES[dtype])
    if "E" in layout:
        tensor = tensor.expand(times, *shape[1:])
    if "S" in layout:
        tensor = tensor[..., ::2]
    if "T" in layout:
        tensor = tensor.transpose(-1, -2)
    return tensor


def number(x):
    if isinstance(x, float):
        return float(f"{x:.10g}") if math.isfinite(x) else str(x)
    return int(x)


def digest(tensor):
    if tensor is None:
        return None
    if tensor.is_complex():
        tensor = torch.view_as_real(tensor.resolve_conj())
    tensor = tensor.detach()
    flat = (tensor.double() if tensor.is_floating_point() else tensor.long()).flatten()
    n = flat.numel()
    result = {"d": NAMES[tensor.dtype], "s": list(tensor.shape)}
    if n <= WHOLE:
        return result | {"v": [number(x) for x in flat.tolist()]}
    result["v"] = [number(flat[i * (n - 1) // (SAMPLES - 1)].item()) for i in range(SAMPLES)]
    flat = flat.double()
    if flat.isfinite().all():
        weights = torch.tensor(spread(n, 99, "u"), dtype=torch.float64)
        result |= {"sum": number(flat.sum().item()), "dot": number((flat * weights).sum().item()), "abs": number(flat.abs().sum().item())}
    return result


def listed(results):
    return list(results) if isinstance(results, (tuple, list)) else [results]


def backward(outputs):
    """Gradients of the outputs' weighted sum; False where nothing requires any."""
    total = None
    for i, out in enumerate(outputs):
        if out is None or not out.requires_grad:
            continue
        out = torch.view_as_real(out) if out.is_complex() else out
        weights = torch.tensor(spread(out.numel(), 77 + i, "u"), dtype=torch.float64).reshape(out.shape).to(out.dtype)
        term = (out * weights).sum()
        total = term if total is None else total + term
    if total is None:
        return False
    total.backward()
    return True


class Goldens:
    def __init__(self, area):
        self.path = pathlib.Path(__file__).parent / f"{area}.json"
        self.cases = {}

    def case(self, name, function, *variations, grad=True, tol=1):
        """`function` on each variation's inputs; `tol` loosens the comparison by that factor."""
        for v, specs in enumerate(variations or ([],)):
            inputs = self.inputs(specs, v, grad)
            torch.manual_seed(0)
            outputs = listed(function(*inputs))
            entry = {"in": specs, "out": [digest(o) for o in outputs]}
            if grad and backward(outputs):
                entry["grad"] = [digest(x.grad) for x in inputs]
            self.add(name, entry, tol)

    def module(self, name, build, *variations, call=None, tol=1):
        """A module from seed 0: its state, output, gradients, buffers afterwards, and output in eval mode."""
        for v, specs in enumerate(variations):
            inputs = self.inputs(specs, v, True)
            torch.manual_seed(0)
            module = build()
            entry = {"in": specs, "state": {k: digest(t) for k, t in module.state_dict().items()}}
            run = call or (lambda m, *x: m(*x))
            torch.manual_seed(1)
            outputs = listed(run(module, *inputs))
            entry["out"] = [digest(o) for o in outputs]
            if backward(outputs):
                entry["grad"] = [digest(x.grad) for x in inputs]
                entry["grads"] = {k: digest(p.grad) for k, p in module.named_parameters()}
            entry["buffers"] = {k: digest(b) for k, b in module.named_buffers()}
            module.eval()
            with torch.no_grad():
                entry["eval"] = [digest(o) for o in listed(run(module, *[x.detach() for x in inputs]))]
            self.add(name, entry, tol)

    @staticmethod
    def inputs(specs, variation, grad):
        tensors = [make(spec, 100 * variation + i + 1) for i, spec in enumerate(specs)]
        return [t.detach().requires_grad_() if grad and t.is_floating_point() else t for t in tensors]

    def add(self, name, entry, tol):
        if tol != 1:
            entry["tol"] = tol
        self.cases.setdefault(name, []).append(entry)

    def save(self):
        """One case a line, so that a change shows as one."""
        lines = [f"{json.dumps(name)}:{json.dumps(entries, separators=(',', ':'))}" for name, entries in self.cases.items()]
        self.path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        print(f"{self.path.name}: {len(self.cases)} cases, {self.path.stat().st_size // 1024} kB")
