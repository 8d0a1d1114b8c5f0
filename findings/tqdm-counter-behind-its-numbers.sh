#!/usr/bin/env bash
# tqdm 4.70.1, set_postfix in a loop: the counter that stands beside the numbers is not the step that they belong to.
#
# Seen, for five quick steps with bar.set_postfix(step=i): every line but the last says "0/5" beside step=0, step=1 … step=4. set_postfix draws at once
# with the newest numbers, while the counter moves at most every 0.1 s (mininterval).
#
# A good guess would be that "7/100 … loss=0.31" means that the loss was 0.31 at step 7. So a reader of such lines must not take the counter for the step
# of the numbers, nor several lines with one counter for one step logged again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tqdm==4.70.1
found=$("$folder/venv/bin/python" - <<'END'
import io, re
from tqdm import tqdm
output = io.StringIO()
bar = tqdm(range(5), file=output, ascii=True, mininterval=0.1)
for step in bar:
    bar.set_postfix(step=step)
print(*re.findall(r"(\d)/5 \[[^\]]*step=(\d)", output.getvalue()))
END
)
expected="('0', '0') ('0', '1') ('0', '2') ('0', '3') ('0', '4') ('5', '4')"
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
