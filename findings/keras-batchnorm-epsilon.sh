#!/usr/bin/env bash
# Keras and PyTorch add different numbers to a BatchNorm's variance, and no file of weights says which: moved over, the same tensors
# make another network.
#
# Versions: keras 3.12.0 on jax 0.10.2, torch 2.15.0 (Python 3.11).
#
# Seen: keras.layers.BatchNormalization has epsilon 0.001, torch.nn.BatchNorm1d eps 1e-05. The layer's weights are gamma, beta,
# moving_mean and moving_variance (PyTorch: weight, bias, running_mean, running_var and num_batches_tracked); epsilon is in the layer's
# configuration only. For a unit with variance 1e-4, common after small initial weights, an input 1 above the mean becomes 30.15 in Keras
# and 95.35 in PyTorch. A good guess is that tensors of the same meaning give the same function.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.12.0 jax==0.10.2 torch==2.15.0
found=$(KERAS_BACKEND=jax "$folder/venv/bin/python" - <<'PYTHON'
import keras, numpy as np, torch

ours = keras.layers.BatchNormalization()
ours.build((None, 1))
ours.moving_variance.assign([1e-4])
theirs = torch.nn.BatchNorm1d(1).eval()
with torch.no_grad():
    theirs.running_var.fill_(1e-4)
    there = float(theirs(torch.ones(1, 1)))
here = float(np.asarray(ours(np.ones((1, 1), "f4"), training=False))[0, 0])
print(ours.epsilon, theirs.eps, f"{here:.2f} {there:.2f}", len(ours.weights))
PYTHON
)
expected='0.001 1e-05 30.15 95.35 4'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
