#!/usr/bin/env bash
# wandb 0.31.0 and swanlab 0.10.3, both offline: the same calls with a step that comes again leave different values in the file.
#
# Seen, for steps 0, 1, 2, 3 with losses 1, 2, 3, 4 and then steps 2, 3 again with 30, 40, as a resumed run logs them:
#   wandb     (0, 1) (1, 2) (2, 3) (3, 40)     what goes back is dropped, what repeats the newest step replaces it
#   swanlab   (0, 1) (1, 2) (2, 3) (3, 4)      the first value of a step stays, always
#
# A good guess would be that the later value counts, or that both are kept, as TensorBoard's and mlflow's files do. So a run that resumed from a checkpoint
# shows the losses of the part that was thrown away, and which of them depends on the logger.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > common.py <<'END'
import struct

calls = [(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0), (2, 30.0), (3, 40.0)]


def records(path):
    """The records of LevelDB's framing behind a header of 7 bytes, as both write."""
    data, place, whole = open(path, "rb").read(), 7, b""
    while place + 7 <= len(data):
        left = 32768 - place % 32768
        if left < 7:
            place += left
            continue
        _, size, kind = struct.unpack_from("<IHB", data, place)
        if kind == 0:
            break
        whole += data[place + 7 : place + 7 + size]
        place += 7 + size
        if kind in (1, 4):
            yield whole
            whole = b""


def fields(data):
    """The last value of each field of a protobuf message."""
    place, found = 0, {}

    def varint():
        nonlocal place
        value = shift = 0
        while True:
            byte = data[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while place < len(data):
        tag = varint()
        if tag & 7 == 0:
            found[tag >> 3] = varint()
        elif tag & 7 == 1:
            found[tag >> 3] = struct.unpack_from("<d", data, place)[0]
            place += 8
        else:
            size = varint()
            found[tag >> 3] = data[place : place + size]
            place += size
    return found
END
python3 -m venv wandb-venv
wandb-venv/bin/pip install --quiet wandb==0.31.0
python3 -m venv swanlab-venv
swanlab-venv/bin/pip install --quiet swanlab==0.10.3
one=$(WANDB_MODE=offline WANDB_SILENT=true wandb-venv/bin/python - 2>/dev/null <<'END'
import glob, wandb
from common import calls, records
from wandb.proto import wandb_internal_pb2
run = wandb.init(project="p")
for step, loss in calls:
    run.log({"loss": loss}, step=step)
run.finish()
wandb.teardown()
rows = []
for data in records(glob.glob("wandb/offline-run-*/*.wandb")[0]):
    record = wandb_internal_pb2.Record()
    record.ParseFromString(data)
    for item in record.history.item:
        if list(item.nested_key) == ["loss"]:
            rows.append((record.history.step.num, float(item.value_json)))
print(rows)
END
)
other=$(swanlab-venv/bin/python - 2>/dev/null <<'END' | tail -1
import glob, swanlab
from common import calls, fields, records
swanlab.init(project="p", mode="offline")
for step, loss in calls:
    swanlab.log({"loss": loss}, step=step)
swanlab.finish()
rows = []
for data in records(glob.glob("swanlog/run-*/*.swanlab")[0]):
    record = fields(data)
    if 13 in record:  # a scalar: step 2, absent when 0; value 5, its number 1
        scalar = fields(record[13])
        rows.append((scalar.get(2, 0), fields(scalar[5])[1]))
print(rows)
END
)
found="$one $other"
expected='[(0, 1.0), (1, 2.0), (2, 3.0), (3, 40.0)] [(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)]'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
