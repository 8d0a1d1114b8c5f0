#!/usr/bin/env bash
# pandas 3.1.1, read_json: most numbers of JSON lines come back as other numbers, and some columns of numbers as dates.
#
# Seen, for 100,000 random numbers as Python's json writes them (17 digits, each of which json reads back to the last bit):
#   read_json(lines=True)                      92,300 differ, by up to 1e-15
#   read_json(lines=True, precise_float=True)  none differs
#   read_csv                                   none differs
#   a column named lr_at of 1700000000         2023-11-14 22:13:20; one of 1.5 stays a number
#
# A good guess would be that a reader of JSON gives the numbers that were written, as json and read_csv do. So a loss that a training program logged is
# not the one a table of pandas has, and equality with it must not be asked for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pandas==3.1.1 numpy==2.4.6
found=$("$folder/venv/bin/python" - <<'END'
import io, json, random, pandas
random.seed(1)
values = [random.random() for _ in range(100_000)]
lines = "".join(json.dumps({"loss": value}) + "\n" for value in values)
assert [json.loads(line)["loss"] for line in lines.splitlines()] == values
quick = pandas.read_json(io.StringIO(lines), lines=True)["loss"]
precise = pandas.read_json(io.StringIO(lines), lines=True, precise_float=True)["loss"]
table = pandas.read_csv(io.StringIO("loss\n" + "".join(f"{value!r}\n" for value in values)))["loss"]
at = pandas.read_json(io.StringIO('{"lr_at": 1700000000, "loss_at": 1.5}\n'), lines=True)
print((quick != values).sum(), (precise != values).sum(), (table != values).sum(), at["lr_at"][0], at["loss_at"][0], sep=", ")
END
)
expected='92300, 0, 0, 2023-11-14 22:13:20, 1.5'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
