#!/usr/bin/env bash
# NumPy sums a single number along an axis that it does not have, but takes no mean along it.
#
# Version: numpy 2.4.6 (Python 3.11).
#
# Seen: np.sum(np.array(3.0), axis=0), np.max and np.min of it, and axis=-1, give 3.0; np.mean(np.array(3.0), axis=0) raises
# AxisError: axis 0 is out of bounds for array of dimension 0. A good guess is that all of them raise, or none.
# PyTorch 2.15 takes both: torch.tensor(3.).sum(0) and .mean(0) are 3. Fails if NumPy's behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np

number = np.array(3.0)
for axis in (0, -1):
    for function in (np.sum, np.max, np.min):
        assert function(number, axis=axis) == 3.0
        print(f"{function.__name__}(array(3.), axis={axis}) = {function(number, axis=axis)}")
    try:
        np.mean(number, axis=axis)
        raise SystemExit("mean along an axis of a number no longer raises")
    except np.exceptions.AxisError as error:
        print(f"mean(array(3.), axis={axis}): {error}")
PYTHON
