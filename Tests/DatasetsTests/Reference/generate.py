#!/usr/bin/env python3
"""Writes small image files in the layouts of the real libraries, and expected.json with the pixels that must be read from them.
Needs numpy, pillow, torchvision and scikit-learn; torchvision reads its own layouts back here, so that they are its own."""
import gzip, json, pathlib, struct, tempfile
import numpy as np
from PIL import Image
import sklearn.datasets, torchvision.datasets as tv

HERE = pathlib.Path(__file__).parent
R = np.random.default_rng(5)
expected = {}

# PNGs of every kind that Pillow writes, and their grey values by its own conversion.
def png(name, image, grey=None):
    image.save(HERE / f"{name}.png")
    grey = np.asarray(image.convert("L")) if grey is None else grey
    expected[name] = {"size": list(grey.shape), "pixels": grey.ravel().tolist()}

h, w = 5, 7
png("grey", Image.fromarray(R.integers(0, 256, (h, w), dtype=np.uint8)))
png("grey_alpha", Image.fromarray(R.integers(0, 256, (h, w, 2), dtype=np.uint8), "LA"))
png("rgb", Image.fromarray(R.integers(0, 256, (h, w, 3), dtype=np.uint8)))
png("rgba", Image.fromarray(R.integers(0, 256, (h, w, 4), dtype=np.uint8)))
png("bits", Image.fromarray(R.integers(0, 2, (h, w)) > 0))
png("palette", Image.fromarray(R.integers(0, 256, (h, w, 3), dtype=np.uint8)).quantize(6))
wide = R.integers(0, 65536, (h, w)).astype(np.uint16)
png("wide", Image.fromarray(wide), (wide >> 8).astype(np.uint8))
smooth = np.add.outer(np.arange(20), np.arange(14) * 3).astype(np.uint8) * 3
png("filters", Image.fromarray(smooth))

# Keras's archive: stored, and compressed with other types.
x, y = R.integers(0, 256, (6, 4, 3), dtype=np.uint8), np.array([0, 1, 2, 0, 1, 2])
xt, yt = R.integers(0, 256, (3, 4, 3), dtype=np.uint8), np.array([2, 1, 0])
np.savez(HERE / "stored.npz", x_train=x, y_train=y, x_test=xt, y_test=yt)
np.savez_compressed(HERE / "packed.npz", x_train=np.asfortranarray(x), y_train=y.astype("i4"), x_test=(xt / 255).astype("f4")[..., None], y_test=yt.astype("u1"))
expected["npz"] = {"size": [4, 3], "train": x.ravel().tolist(), "test": xt.ravel().tolist(), "train_labels": y.tolist(), "test_labels": yt.tolist()}

# scikit-learn's digits as its package has them, and as a table with names.
source = pathlib.Path(sklearn.datasets.__file__).parent / "data" / "digits.csv.gz"
lines = gzip.open(source, "rt").read().splitlines()[:30]
(HERE / "digits.csv.gz").write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", mtime=0))
d = sklearn.datasets.load_digits()
scaled = np.rint(d.images[:30] * 255 / 16).astype(int)
expected["digits"] = {"size": [8, 8], "pixels": scaled.ravel().tolist(), "labels": d.target[:30].tolist()}
names = ",".join(d.feature_names) + ",target"
rows = [",".join(str(v) for v in [*r, t]) for r, t in zip(d.data[:30], d.target[:30])]
(HERE / "digits_frame.csv").write_text("\n".join([names, *rows]) + "\n")

# torchvision's folders: EMNIST letters (columns first, labels from 1) and QMNIST (labels in a table).
def idx(code, array): return struct.pack(">HBB", 0, code, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape) + array.astype(array.dtype.newbyteorder(">")).tobytes()
letters, codes = R.integers(0, 256, (4, 28, 28), dtype=np.uint8), np.array([1, 26, 3, 1], dtype=np.uint8)
table = np.zeros((4, 8), dtype=np.int32); table[:, 0] = [7, 0, 9, 1]; table[:, 2] = 2500
with tempfile.TemporaryDirectory() as folder:
    for part in ("train", "test"):
        for base, name, code, array in (("EMNIST", f"emnist-letters-{part}-images-idx3-ubyte", 8, letters.transpose(0, 2, 1)), ("EMNIST", f"emnist-letters-{part}-labels-idx1-ubyte", 8, codes),
                                        ("QMNIST", f"qmnist-{part}-images-idx3-ubyte", 8, letters), ("QMNIST", f"qmnist-{part}-labels-idx2-int", 12, table)):
            raw = pathlib.Path(folder) / base / "raw"; raw.mkdir(parents=True, exist_ok=True)
            (raw / name).write_bytes(idx(code, np.ascontiguousarray(array)))
    emnist = tv.EMNIST(folder, split="letters", train=False)
    assert [emnist.classes[t] for t in emnist.targets] == ["a", "z", "c", "a"] and (emnist.data.numpy().transpose(0, 2, 1) == letters).all()
    qmnist = tv.QMNIST(folder, what="test", compat=True)
    assert [qmnist[i][1] for i in range(4)] == [7, 0, 9, 1] and (qmnist.data.numpy() == letters).all()
expected["letters"] = {"pixels_sum": int(letters.astype(int).sum()), "first_row": letters[0, 0].tolist(), "first_column": letters[0, :, 0].tolist(), "labels": [0, 25, 2, 0]}
np.savez(HERE / "letters.npz", letters=letters)
(HERE / "expected.json").write_text(json.dumps(expected) + "\n")
