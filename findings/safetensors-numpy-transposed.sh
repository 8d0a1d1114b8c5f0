#!/usr/bin/env bash
# safetensors 0.8.0, safetensors.numpy.save_file: an array that is a transposed view is written with its shape and the wrong numbers.
#
# Seen: save_file({'a': a.T}) of a = [[0, 1, 2], [3, 4, 5]] reads back as [[0, 1], [2, 3], [4, 5]] instead of
# [[0, 3], [1, 4], [2, 5]], without an error or a warning; the bytes are those of the array that the view looks at.
# safetensors.torch.save_file refuses the same tensor ("non contiguous"). numpy.ascontiguousarray before saving helps.
# So weights that were turned with .T before they were saved by way of NumPy are not what their shapes say.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet safetensors==0.8.0 numpy==2.4.6
cd "$folder"
found=$(venv/bin/python - <<'END'
import numpy as np
from safetensors.numpy import save_file, load_file
a = np.arange(6, dtype="f4").reshape(2, 3)
save_file({"turned": a.T, "copied": np.ascontiguousarray(a.T)}, "x.safetensors")
back = load_file("x.safetensors")
print(back["turned"].tolist(), back["copied"].tolist())
END
)
expected='[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]] [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
