#!/usr/bin/env python3
"""How often small networks learn XOR, over many seeds, all seeds of a setting trained as one batch of arrays. Needs numpy; writes xor_seeds.json.

Full batch, mean squared error with its true gradient, plain gradient descent, sigmoid output. Solved: all four points on
their side of 0.5 after the last epoch. `below` is the share of seeds whose loss ends below 0.05.
"""
import json, pathlib, sys, time
import numpy as np

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
Y = np.array([0.0, 1, 1, 0])
sigmoid = lambda z: 1 / (1 + np.exp(-z))


def train(seeds, hidden, activation, rate, epochs, init, generator):
    r = np.random.default_rng(generator)
    if init == "uniform-biases":
        draw, bias = (lambda *s: r.uniform(-1, 1, s)), (lambda *s: r.uniform(-1, 1, s))
    else:
        draw, bias = (lambda *s: 0.5 * r.normal(size=s)), (lambda *s: np.zeros(s))
    w1, b1, w2, b2 = draw(seeds, 2, hidden), bias(seeds, 1, hidden), draw(seeds, hidden), bias(seeds, 1)
    f = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[activation]
    slope = {"sigmoid": lambda z, a: a * (1 - a), "tanh": lambda z, a: 1 - a * a, "relu": lambda z, a: (z > 0) * 1.0}[activation]

    def forward():
        z = X @ w1 + b1                                   # (seeds, 4, hidden)
        a = f(z)
        return z, a, sigmoid(np.einsum("snh,sh->sn", a, w2) + b2)

    for _ in range(epochs):
        z, a, out = forward()
        d2 = 2 * (out - Y) / 4 * out * (1 - out)          # (seeds, 4)
        d1 = d2[:, :, None] * w2[:, None, :] * slope(z, a)
        w2 -= rate * np.einsum("snh,sn->sh", a, d2)
        b2 -= rate * d2.sum(1, keepdims=True)
        w1 -= rate * np.einsum("ni,snh->sih", X, d1)
        b1 -= rate * d1.sum(1, keepdims=True)
    out = forward()[2]
    solved = ((out >= 0.5) == (Y >= 0.5)).all(1)
    return int(solved.sum()), int((((out - Y) ** 2).mean(1) < 0.05).sum())


SETTINGS = [
    dict(hidden=2, activation="sigmoid", rate=1.0, epochs=10000, init="uniform-biases"),
    dict(hidden=2, activation="sigmoid", rate=0.1, epochs=10000, init="uniform-biases"),
    dict(hidden=2, activation="tanh", rate=1.0, epochs=10000, init="uniform-biases"),
    dict(hidden=4, activation="sigmoid", rate=1.0, epochs=2000, init="normal"),
    dict(hidden=3, activation="relu", rate=0.5, epochs=2000, init="normal"),
]

if __name__ == "__main__":
    if sys.argv[1:] == ["--speed"]:
        begin = time.perf_counter()
        train(10000, 4, "sigmoid", 1.0, 100, "normal", 0)
        print(json.dumps({"peer": "numpy " + np.__version__, "epochs_per_second": round(1e6 / (time.perf_counter() - begin))}))
        sys.exit()
    rows = []
    for index, setting in enumerate(SETTINGS):
        solved, below = train(400, **setting, generator=1000 + index)
        rows.append({**setting, "seeds": 400, "solved": solved, "below": below})
        print(rows[-1], flush=True)
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps({"numpy": np.__version__, "settings": rows}, indent=1) + "\n")
