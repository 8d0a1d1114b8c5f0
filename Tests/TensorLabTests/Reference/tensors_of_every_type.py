"""Writes tensors_of_every_type.safetensors and .json: a tensor of each type that the format has, and what its numbers are.

    pip install torch safetensors numpy
    python3 tensors_of_every_type.py
"""

import json

import torch
from safetensors.torch import save_file

torch.manual_seed(1)
numbers = torch.randn(3, 5) * 2
numbers[0, 0] = 0
special = numbers.clone()
special[1, 1] = float("nan")
special[1, 2] = float("inf")
special[2, 2] = -float("inf")
tensors = {
    "floats.f64": numbers.double(), "floats.f32": special, "floats.f16": special.half(), "floats.bf16": special.bfloat16(),
    "floats.f8_e4m3": numbers.to(torch.float8_e4m3fn), "floats.f8_e5m2": special.to(torch.float8_e5m2),
    "wholes.i64": (numbers * 1e12).long(), "wholes.i32": (numbers * 1000).int(), "wholes.i16": (numbers * 100).short(),
    "wholes.i8": (numbers * 10).char(), "wholes.u8": (numbers.abs() * 40).byte(), "wholes.bool": numbers > 0,
    "wholes.u16": (numbers.abs() * 40).int().to(torch.uint16), "wholes.u32": (numbers.abs() * 4000).long().to(torch.uint32),
    "empty.weight": torch.zeros(0, 4), "scalar": torch.tensor(1.5),
}
save_file(tensors, "tensors_of_every_type.safetensors", metadata={"format": "pt"})
figures = {}
for name, tensor in tensors.items():
    values = tensor.to(torch.float64).flatten()
    finite = values[torch.isfinite(values)]
    counts = torch.histc(finite, bins=4, min=finite.min().item(), max=finite.max().item()) if len(finite) > 1 else None
    figures[name] = {
        "shape": list(tensor.shape), "count": values.numel(), "nan": int(values.isnan().sum()), "infinite": int(values.isinf().sum()),
        "zeros": int((values == 0).sum()), "min": finite.min().item() if len(finite) else 0,
        "max": finite.max().item() if len(finite) else 0, "mean": finite.mean().item() if len(finite) else None,
        "std": finite.std(correction=0).item() if len(finite) else None,
        "histogram": [int(c) for c in counts] if counts is not None else None,
    }
json.dump(figures, open("tensors_of_every_type.json", "w"), indent=1)
