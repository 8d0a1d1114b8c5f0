#!/usr/bin/env bash
# tensorboard 2.21.0, EventAccumulator: Scalars(tag) has 10,000 values of a tag, chosen by lot, without a word; the first value and spikes may be gone.
#
# Seen, for one tag of 20,000 steps, loss 0.5 everywhere but 50 at step 0:
#   EventAccumulator(folder)                                  10,000 values, the first at step 2, greatest 0.5
#   EventAccumulator(folder, size_guidance={"scalars": 0})    20,000 values, the first at step 0, greatest 50
#
# A good guess would be that a reader of event files returns what they hold, or says what it left out. So a plot of a long run that was made with it may
# lack the one step at which training blew up, and two runs are compared at different steps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tensorboard==2.21.0 numpy==2.4.6
found=$("$folder/venv/bin/python" - "$folder/run" 2>/dev/null <<'END'
import sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.event_file_writer import EventFileWriter
writer = EventFileWriter(sys.argv[1])
for step in range(20_000):
    value = Summary.Value(tag="loss", simple_value=50 if step == 0 else 0.5)
    writer.add_event(Event(step=step, wall_time=1.7e9 + step, summary=Summary(value=[value])))
writer.close()
for arguments in {}, {"size_guidance": {"scalars": 0}}:
    events = EventAccumulator(sys.argv[1], **arguments)
    events.Reload()
    scalars = events.Scalars("loss")
    print(len(scalars), scalars[0].step, max(scalar.value for scalar in scalars))
END
)
expected=$'10000 2 0.5\n20000 0 50.0'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
