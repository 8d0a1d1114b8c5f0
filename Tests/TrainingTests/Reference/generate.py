#!/usr/bin/env python3
"""Writes the safetensors files beside this script, as PyTorch and safetensors write them, and networks.json with what PyTorch
says of three inputs: the logits that a reader of the same files must come to. Needs torch and safetensors."""
import json, pathlib, torch
import torch.nn as nn, torch.nn.functional as F
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).parent
torch.manual_seed(3)
INPUTS = torch.randn(3, 6)
expected = {}


def write(name, model, state=None, activation="relu", half=None):
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d):
            module.running_mean.normal_(); module.running_var.uniform_(0.5, 2)
            if module.affine: module.weight.data.normal_(); module.bias.data.normal_()
    model.eval()
    state = state(model.state_dict()) if state else model.state_dict()
    if half: state = {k: v.to(half) for k, v in state.items()}
    if half: model.load_state_dict({k: v.float() for k, v in state.items()})
    save_file({k: v.contiguous().clone() for k, v in state.items()}, HERE / f"{name}.safetensors")
    with torch.no_grad(): logits = model(INPUTS).tolist()
    expected[name] = {"activation": activation, "logits": logits}


class Named(nn.Module):
    def __init__(self, names, sizes, bias=True):
        super().__init__()
        self.names = names
        for name, a, b in zip(names, sizes, sizes[1:]): setattr(self, name, nn.Linear(a, b, bias=bias))

    def forward(self, x):
        for name in self.names[:-1]: x = F.relu(getattr(self, name)(x))
        return getattr(self, self.names[-1])(x)


class Features(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4), nn.ReLU())
        self.classifier = nn.Linear(4, 3)

    def forward(self, x): return self.classifier(self.features(x))


class WithNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.bn1, self.fc2, self.bn2, self.fc3 = nn.Linear(6, 5), nn.BatchNorm1d(5), nn.Linear(5, 4), nn.BatchNorm1d(4), nn.Linear(4, 3)

    def forward(self, x): return self.fc3(F.relu(self.bn2(self.fc2(F.relu(self.bn1(self.fc1(x)))))))


def plain(): return nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 3))
def ten(): return Named([f"fc{i}" for i in range(1, 12)], [6] + [4] * 10 + [3])
def prefixed(prefix): return lambda state: {prefix + k: v for k, v in state.items()}


write("sequential", plain())
write("words", Named(["zeta", "mid", "alpha"], [6, 5, 4, 3]))
write("numbered", ten())
write("features", Features())
write("no_bias", Named(["a", "b", "c"], [6, 5, 4, 3], bias=False))
write("wrapped", plain(), prefixed("module._orig_mod.model."))
write("norms", nn.Sequential(nn.Linear(6, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 4), nn.BatchNorm1d(4, affine=False), nn.ReLU(), nn.Linear(4, 3), nn.BatchNorm1d(3)))
write("norms_after_activation", nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.BatchNorm1d(5), nn.Linear(5, 4), nn.ReLU(), nn.BatchNorm1d(4), nn.Linear(4, 3)))
write("norm_of_the_input", nn.Sequential(nn.BatchNorm1d(6), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3)))
write("norms_named", WithNorms())
write("half", plain(), half=torch.float16)
write("bfloat", plain(), half=torch.bfloat16)
write("extra", plain(), lambda s: {**s, "temperature": torch.tensor(1.5), "steps": torch.tensor(7), "aux.weight": torch.randn(2, 4), "aux.bias": torch.zeros(2)})
write("equal_words", Named(["layer_one", "layer_two", "layer_three", "out"], [6, 4, 4, 4, 3]))
write("layer_norm", nn.Sequential(nn.Linear(6, 5), nn.LayerNorm(5), nn.ReLU(), nn.Linear(5, 3)))
turned = plain()
write("kernels", turned, lambda s: {k.replace("weight", "kernel"): v.T if v.ndim == 2 else v for k, v in s.items()})
write("turned", turned, lambda s: {k.replace("weight", "w").replace("bias", "b"): v.T if v.ndim == 2 else v for k, v in s.items()})
(HERE / "networks.json").write_text(json.dumps({"torch": torch.__version__, "inputs": INPUTS.tolist(), "networks": expected}, indent=1) + "\n")
