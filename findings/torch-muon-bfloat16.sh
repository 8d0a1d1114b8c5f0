#!/usr/bin/env bash
# PyTorch 2.15.0, torch.optim.Muon: the update is made orthogonal in bfloat16 whatever the parameters' type is.
#
# Seen: with float64 parameters and gradients, one step of rate 1 from zero moves a 6x4 matrix by entries of which each has at most
# 8 significant bits (times the factor sqrt(6/4)); against the same formula in float64 they differ by more than 1 %, while
# AdamW's step on the same gradient agrees with its formula to 1e-12. Comparing Muon with another program to more than two digits
# therefore fails on the first step.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet torch==2.15.0 numpy==2.4.6
cd "$folder"
found=$(venv/bin/python - <<'END'
import math, torch
torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
g = torch.randn(6, 4)
p = torch.zeros(6, 4, requires_grad=True)
p.grad = g.clone()
torch.optim.Muon([p], lr=1.0, weight_decay=0).step()
moved = -p.detach() / math.sqrt(6 / 4)
narrow = (moved.bfloat16().double() - moved).abs().max().item() < 1e-12
x = g.T / g.norm()
for _ in range(5):
    a = x @ x.T
    x = 3.4445 * x + (-4.775 * a + 2.0315 * a @ a) @ x
print(p.dtype, "all entries are bfloat16:", narrow, "off by more than 0.01:", (moved - x.T).abs().max().item() > 0.01)
END
)
expected='torch.float64 all entries are bfloat16: True off by more than 0.01: True'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
