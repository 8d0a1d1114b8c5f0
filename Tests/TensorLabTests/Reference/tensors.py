"""Writes tensors.json: lines of the tensor language with what NumPy makes of them.

    python3 tensors.py > tensors.json

Each case is a line of assignments and a last expression, made at random; NumPy runs the same line with ^ as **. Kept are the
result's type, shape and elements, or that NumPy refuses.
"""

import json
import random
import warnings

import numpy as np

random.seed(9)
warnings.simplefilter("ignore")

names = {
    "array": lambda rows, dtype=None: np.array(rows, dtype=dtype),
    "zeros": np.zeros, "ones": np.ones, "full": np.full, "eye": np.eye, "arange": np.arange, "linspace": np.linspace,
    "reshape": np.reshape, "transpose": np.transpose, "broadcast_to": np.broadcast_to, "matmul": np.matmul, "dot": np.dot,
    "astype": lambda a, t: a.astype(t), "flatten": np.ravel, "sum": np.sum, "mean": np.mean,
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "abs": np.abs,
    "sign": np.sign, "floor": np.floor, "clamp": np.clip, "pow": np.power,
    "float64": np.float64, "float32": np.float32, "int64": np.int64, "bool": np.bool_, "pi": np.pi, "e": np.e,
    "inf": np.inf, "nan": np.nan,
}


def extreme(two, along):
    def function(a, *rest, **options):
        if rest:
            return two(a, *rest)
        return along(a, **options)
    return function


names["max"] = extreme(np.maximum, np.max)
names["min"] = extreme(np.minimum, np.min)


def run(source):
    scope = dict(names)
    *statements, last = source.replace("^", "**").split(";")
    for statement in statements:
        exec(statement.strip(), {}, scope)
    return np.asarray(eval(last.strip(), {}, scope))


def number(value):
    value = float(value)
    if value != value:
        return "nan"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    return value


cases = []


def case(source):
    try:
        result = run(source)
    except Exception as error:  # what NumPy refuses, so must we
        cases.append({"source": source, "error": type(error).__name__})
        return
    if str(result.dtype) not in ("bool", "int64", "float32", "float64"):
        return
    values = [int(v) if result.dtype == np.int64 else number(v) for v in result.ravel()]
    cases.append({"source": source, "dtype": str(result.dtype), "shape": list(result.shape), "values": values})


def shape(rank=None, most=4):
    rank = random.randint(0, 4) if rank is None else rank
    return [random.choice([1, 1, 2, 3, most, 0 if random.random() < 0.1 else 2]) for _ in range(rank)]


def tensor(sizes):
    count = int(np.prod(sizes, dtype=np.int64))
    kind = random.choice(["int64", "int64", "float64", "float64", "float32", "bool"])
    if kind == "bool":
        numbers = [str(random.random() < 0.5) for _ in range(count)]
    elif kind == "int64":
        numbers = [str(random.randint(-9, 9)) for _ in range(count)]
    else:
        numbers = [f"{random.uniform(-3, 3):.3f}" for _ in range(count)]
    if count == 0:
        text = f"zeros(({', '.join(map(str, sizes))},), dtype={kind})"
        return text
    return f"array([{', '.join(numbers)}], dtype={kind}).reshape({tuple(sizes)})"


def partner(sizes):
    """A shape that mostly broadcasts with another."""
    cut = random.randint(0, len(sizes))
    other = [1 if random.random() < 0.3 else size for size in sizes[cut:]]
    if random.random() < 0.15 and other:
        other[random.randrange(len(other))] += 1
    if random.random() < 0.2:
        other = shape(1) + other
    return other


for _ in range(260):
    left = shape()
    right = partner(left)
    if random.random() < 0.5:
        left, right = right, left
    operator = random.choice(["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!="])
    case(f"a = {tensor(left)}; b = {tensor(right)}; a {operator} b")
for _ in range(80):
    typed = random.choice(["2", "3", "0", "2.0", "0.5", "-1", "-2.5", "True"])
    operator = random.choice(["+", "-", "*", "/", "^", "<", "=="])
    sides = ["a", typed]
    random.shuffle(sides)
    case(f"a = {tensor(shape())}; {sides[0]} {operator} {sides[1]}")
for _ in range(120):
    rows, inner, columns = random.randint(1, 4), random.randint(1, 4), random.randint(1, 4)
    left = random.choice([[inner], [rows, inner], shape(1) + [rows, inner], shape(2) + [rows, inner]])
    batch = partner(left[:-2]) if random.random() < 0.7 else []
    right = random.choice([[inner], [inner, columns], batch + [inner, columns]])
    if random.random() < 0.15:
        right[0] += 1
    case(f"a = {tensor(left)}; b = {tensor(right)}; a @ b")
for _ in range(120):
    sizes = shape()
    function = random.choice(["sum", "mean", "max", "min"])
    axes = list(range(-len(sizes), len(sizes))) + [len(sizes)] if sizes else [0]
    axis = random.choice(["", f"axis={random.choice(axes)}", f"axis={random.choice(axes)}"])
    if len(sizes) > 1 and random.random() < 0.3:
        axis = f"axis={tuple(random.sample(range(len(sizes)), 2))}"
    keep = random.choice(["", "keepdims=True"])
    arguments = ", ".join(part for part in ["a", axis, keep] if part)
    case(f"a = {tensor(sizes)}; {function}({arguments})")
for _ in range(80):
    sizes = shape()
    count = int(np.prod(sizes, dtype=np.int64))
    target = random.choice([shape(), [count], [-1], [1, -1], [-1, 2], [2, -1], [-1, 3, 1], [count, 1]])
    case(f"a = {tensor(sizes)}; a.reshape({', '.join(map(str, target)) if target else '()'})")
for _ in range(60):
    sizes = shape()
    order = list(range(len(sizes)))
    random.shuffle(order)
    if random.random() < 0.2 and order:
        order[0] = random.randint(-2, 4)
    case(random.choice([f"a = {tensor(sizes)}; a.T", f"a = {tensor(sizes)}; transpose(a, {tuple(order)})"]))
for _ in range(40):
    sizes = shape()
    target = shape(random.randint(0, 2)) + [random.choice([size, 3]) if size == 1 else size for size in sizes]
    case(f"a = {tensor(sizes)}; broadcast_to(a, {tuple(target)})")
for function in ["exp", "log", "sqrt", "sin", "cos", "tanh", "abs", "sign", "floor"]:
    for _ in range(6):
        case(f"a = {tensor(shape())}; {function}(a)")
for _ in range(40):
    case(f"a = {tensor(shape())}; a.astype({random.choice(['bool', 'int64', 'float32', 'float64'])})")
for _ in range(30):
    ends = [random.choice([0, 1, 2, 5, -3, 0.5, 2.25, -1.5, 10]) for _ in range(random.randint(1, 3))]
    case(f"arange({', '.join(map(str, ends))})")
for _ in range(10):
    case(f"linspace({random.randint(-3, 3)}, {random.randint(-3, 9)}, {random.randint(0, 7)})")
for _ in range(20):
    case(f"a = {tensor(shape())}; max(a, {random.choice(['0', '1.5', 'a', 'True'])})")
for _ in range(20):
    sizes = shape()
    case(f"a = {tensor(sizes)}; b = {tensor(partner(sizes))}; (a * 2 + b).sum(axis=0) - mean(b)")
for source in [
    "2 ^ -1", "2 ^ 3", "7 / 2", "True + True", "1 + 2.5", "array([1, 2]) ^ -1", "eye(3)", "eye(2, dtype=int64) * 3",
    "full((2, 3), 7)", "full((2,), 1.5, dtype=float32) + 1", "array([[1, 2], [3, 4]]) @ array([[5, 6], [7, 8]])",
    "array([[1, 2], [3]])", "zeros(()) + 1", "array([1, 2, 3]).dot(array([4, 5, 6]))", "array([]) + 1",
    "array([2, 3], dtype=float32) * 1e300", "array([9000000000000000000]) + array([9000000000000000000])",
    "array([1, 2, 3]).shape", "array([nan, 1.0]).max()", "max(array([nan, 1.0]), 2)", "array([3, 1]) > array([[1], [3]])",
    "clamp(arange(5), 1, 3)", "array([True, False]) @ array([True, True])", "sum(array([True, True, False]))",
]:
    case(source)

print("[")
print(",\n".join(json.dumps(entry) for entry in cases))
print("]")
