#!/usr/bin/env bash
# Where a function has a corner, the big libraries' gradients differ, all on valid input.
#
# Versions: torch 2.15.0, jax 0.10.2, tensorflow-cpu 2.21.0 (Python 3.11, x86-64, CPU).
#
# Seen:
#   function at its corner        torch   jax     tensorflow
#   relu(0)                       0       0       0
#   abs(0)                        0       1       0
#   leaky_relu(0), slope 0.01     0.01    1       0.01
#   maximum(1, 1) by the first    0.5     0.5     1
#   clamp(1, -1, 1) by x          0       0.5     1         (jnp.clip, tf.clip_by_value)
#   clamp to a tensor's bound     0.5     0.5     -
#   max of [1, 1, 0]              0.5     0.5     0.5
#   max(dim=0) of [1, 1, 0]       1       -       -
#   clamp(0, min=0)               0       0.5     -
#   clamp(1) to tensors 1 and 1   1       0.25    -
#   hardtanh(1)                   0       1       -
#   relu6(6)                      0       0       0
#   hardswish(3)                  1       1       -
#   median of [1, 1, 0]           0.5     1       -
#   sort of [1, 1, 0], its last   0       0       -
#   norm of [0, 0]                0       nan     nan
#
# A good guess would be 0 for all, or the middle of the slopes for all. So "the" gradient of a network at such a point,
# and a check against finite differences there, depend on the library, and within one on how a function is spelled:
# torch gives relu(0) and clamp(0, min=0) the slope 0 and maximum(x, 0) a half; a clamp to two equal tensors gets the
# whole gradient and a clamp to one of two different ones half; amax shares what max(dim=0) gives to one.
# Fails if any of these figures changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q torch==2.15.0 jax==0.10.2 tensorflow-cpu==2.21.0
TF_CPP_MIN_LOG_LEVEL=3 "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
import jax, jax.numpy as jnp, tensorflow as tf, torch

def t(f, *xs):
    xs = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in xs]
    f(*xs).backward()
    return xs[0].grad.flatten()[0].item()

def j(f, *xs):
    return float(jnp.ravel(jax.grad(f)(*[jnp.asarray(x, dtype=jnp.float32) for x in xs]))[0])

def k(f, *xs):
    xs = [tf.Variable(tf.constant(x, dtype=tf.float64)) for x in xs]
    with tf.GradientTape() as tape:
        y = f(*xs)
    return float(tf.reshape(tape.gradient(y, xs[0]), [-1])[0])

rows = [
    ("relu(0)", [t(torch.relu, 0.0), j(jax.nn.relu, 0.0), k(tf.nn.relu, 0.0)], [0, 0, 0]),
    ("abs(0)", [t(torch.abs, 0.0), j(jnp.abs, 0.0), k(tf.abs, 0.0)], [0, 1, 0]),
    ("leaky_relu(0)", [t(lambda x: torch.nn.functional.leaky_relu(x, 0.01), 0.0), j(jax.nn.leaky_relu, 0.0),
                       k(lambda x: tf.nn.leaky_relu(x, 0.01), 0.0)], [0.01, 1, 0.01]),
    ("maximum(1, 1)", [t(torch.maximum, 1.0, 1.0), j(jnp.maximum, 1.0, 1.0), k(tf.maximum, 1.0, 1.0)], [0.5, 0.5, 1]),
    ("clamp(1, -1, 1)", [t(lambda x: torch.clamp(x, -1, 1), 1.0), j(lambda x: jnp.clip(x, -1.0, 1.0), 1.0),
                         k(lambda x: tf.clip_by_value(x, -1.0, 1.0), 1.0)], [0, 0.5, 1]),
    ("clamp to tensors", [t(torch.clamp, 1.0, -1.0, 1.0), j(jnp.clip, 1.0, -1.0, 1.0)], [0.5, 0.5]),
    ("max([1, 1, 0])", [t(torch.max, [1.0, 1.0, 0.0]), j(jnp.max, [1.0, 1.0, 0.0]), k(tf.reduce_max, [1.0, 1.0, 0.0])],
     [0.5, 0.5, 0.5]),
    ("clamp(0, min=0)", [t(lambda x: torch.clamp(x, min=0), 0.0), j(lambda x: jnp.clip(x, 0.0, None), 0.0)], [0, 0.5]),
    ("clamp, bounds equal", [t(torch.clamp, 1.0, 1.0, 1.0), j(jnp.clip, 1.0, 1.0, 1.0)], [1, 0.25]),
    ("hardtanh(1)", [t(torch.nn.functional.hardtanh, 1.0), j(jax.nn.hard_tanh, 1.0)], [0, 1]),
    ("relu6(6)", [t(torch.nn.functional.relu6, 6.0), j(jax.nn.relu6, 6.0), k(tf.nn.relu6, 6.0)], [0, 0, 0]),
    ("hardswish(3)", [t(torch.nn.functional.hardswish, 3.0), j(jax.nn.hard_swish, 3.0)], [1, 1]),
    ("median([1, 1, 0])", [t(torch.median, [1.0, 1.0, 0.0]), j(jnp.median, [1.0, 1.0, 0.0])], [0.5, 1]),
    ("sort()[2] of [1, 1, 0]", [t(lambda x: torch.sort(x).values[2], [1.0, 1.0, 0.0]),
                                j(lambda x: jnp.sort(x)[2], [1.0, 1.0, 0.0])], [0, 0]),
    ("norm([0, 0])", [t(torch.norm, [0.0, 0.0]), j(jnp.linalg.norm, [0.0, 0.0]), k(tf.norm, [0.0, 0.0])],
     [0, float("nan"), float("nan")]),
    ("max(dim=0)", [t(lambda x: torch.max(x, 0).values, [1.0, 1.0, 0.0])], [1]),
]
failed = False
for name, found, expected in rows:
    right = all(abs(a - b) < 1e-6 or a != a and b != b for a, b in zip(found, expected))
    failed |= not right
    print(f"{name:23}", *(f"{value:8.4g}" for value in found), "" if right else f"  expected {expected}")
raise SystemExit(1 if failed else 0)
PYTHON
