#!/usr/bin/env python3
"""Writes nadam_muon.json beside this file: 25 steps of PyTorch's NAdam, AdamW and Muon in float64 on a 4-6-3 tanh network
with softmax cross-entropy, full batch of 7. Needs torch 2.9 or later; run: python3 generate_nadam_muon.py

Muon takes the weights (a tall and a wide matrix), AdamW with the same rate and decay the biases. PyTorch's Newton-Schulz
steps are in bfloat16 whatever the parameters are: "muon_float64" runs PyTorch's own source with that one word replaced,
"muon" runs it as it is."""
import inspect, json, pathlib
import torch, torch.nn.functional as F
import torch.optim._muon as muon_module

torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent
generator = torch.Generator().manual_seed(11)
X = torch.randn(7, 4, generator=generator)
T = torch.tensor([0, 1, 2, 0, 1, 2, 0])
START = [torch.randn(*s, generator=generator) * 0.6 for s in ((6, 4), (6,), (3, 6), (3,))]

as_shipped = muon_module._zeropower_via_newtonschulz
source = inspect.getsource(as_shipped)
assert source.count("torch.bfloat16") == 1
scope = dict(vars(muon_module))
exec(source.replace("torch.bfloat16", "torch.float64"), scope)
in_float64 = scope["_zeropower_via_newtonschulz"]


def run(optimizers, steps=25):
    P = [v.clone().requires_grad_() for v in START]
    made = optimizers(P)
    losses, first = [], None
    for step in range(steps):
        for optimizer in made: optimizer.zero_grad()
        loss = F.cross_entropy(F.linear(torch.tanh(F.linear(X, P[0], P[1])), P[2], P[3]), T)
        loss.backward()
        losses.append(float(loss.detach()))
        for optimizer in made: optimizer.step()
        if step == 0: first = [v.detach().tolist() for v in P]
    return {"loss_before_step": losses, "after_1_step": first, "after_25_steps": [v.detach().tolist() for v in P]}


def both(P): return [torch.optim.Muon([P[0], P[2]], lr=0.02), torch.optim.AdamW([P[1], P[3]], lr=0.02, weight_decay=0.1)]


runs = {
    "nadam": run(lambda P: [torch.optim.NAdam(P, lr=0.01)]),
    "nadam_l2": run(lambda P: [torch.optim.NAdam(P, lr=0.01, weight_decay=0.05)]),
    "adamw": run(lambda P: [torch.optim.AdamW(P, lr=0.01)]),
    "muon": run(both),
}
muon_module._zeropower_via_newtonschulz = in_float64
runs["muon_float64"] = run(both)
out = {"torch": torch.__version__, "x": X.tolist(), "target": T.tolist(), "init": [v.tolist() for v in START], "runs": runs}
(HERE / "nadam_muon.json").write_text(json.dumps(out, indent=1, allow_nan=False) + "\n")
