#!/usr/bin/env python3
"""The peer of `xor-benchmark`: the course's XOR run, 2-4-1, full batch, written in NumPy. Needs numpy; --torch adds PyTorch (needs torch)."""
import argparse, json, time
import numpy as np

a = argparse.ArgumentParser()
a.add_argument("--epochs", type=int, default=50_000)
a.add_argument("--torch", action="store_true")
o = a.parse_args()

x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0.0], [1], [1], [0]])
r = np.random.default_rng(42)
w1, b1, w2, b2 = r.normal(size=(2, 4)) * 0.5, np.zeros(4), r.normal(size=(4, 1)) * 0.5, np.zeros(1)
sigmoid = lambda z: 1 / (1 + np.exp(-z))
begin = time.perf_counter()
for _ in range(o.epochs):
    h = sigmoid(x @ w1 + b1)
    out = sigmoid(h @ w2 + b2)
    d2 = 2 * (out - y) / 4 * out * (1 - out)
    d1 = d2 @ w2.T * h * (1 - h)
    w2 -= h.T @ d2; b2 -= d2.sum(0); w1 -= x.T @ d1; b1 -= d1.sum(0)
print(json.dumps({"peer": "numpy " + np.__version__, "epochs_per_second": round(o.epochs / (time.perf_counter() - begin))}))

if o.torch:
    import torch
    torch.set_num_threads(1)
    model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Sigmoid(), torch.nn.Linear(4, 1), torch.nn.Sigmoid()).double()
    inputs, targets = torch.tensor(x), torch.tensor(y)
    optimizer, loss = torch.optim.SGD(model.parameters(), lr=1.0), torch.nn.MSELoss()
    epochs = o.epochs // 10
    begin = time.perf_counter()
    for _ in range(epochs):
        optimizer.zero_grad(); loss(model(inputs), targets).backward(); optimizer.step()
    print(json.dumps({"peer": "torch " + torch.__version__, "epochs_per_second": round(epochs / (time.perf_counter() - begin))}))
