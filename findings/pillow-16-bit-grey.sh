#!/usr/bin/env bash
# Pillow 13.0.0: convert("L") of a 16-bit grey PNG does not scale, it cuts off at 255.
#
# Seen: grey values 0, 255, 256, 32768, 65535 become 0, 255, 255, 255, 255; a picture in the usual range is all white. What was wanted
# are the upper bytes, 0, 0, 1, 128, 255. Converting 8-bit pictures of other modes (1, LA, P, RGB) does scale.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pillow==13.0.0 numpy==2.4.6
cd "$folder"
found=$(venv/bin/python - <<'END'
import numpy as np
from PIL import Image
Image.fromarray(np.array([[0, 255, 256, 32768, 65535]], dtype=np.uint16)).save("wide.png")
image = Image.open("wide.png")
print(image.mode, np.asarray(image.convert("L")).tolist(), np.asarray(Image.fromarray(np.array([[True, False]])).convert("L")).tolist())
END
)
expected='I;16 [[0, 255, 255, 255, 255]] [[255, 0]]'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
