#!/usr/bin/env bash
# dlviz watch by turns with those who read the same logs: peers.sh DLVIZ FOLDER [ROUNDS]
#
# FOLDER is what generate.py has filled. The peers are installed in $PEERS (a folder outside the checkout, made when it is missing). What dlviz takes is
# from process start to the last point, drawn into a picture; what the peers take is their reading alone, imports not counted (peers.py).
set -euo pipefail
dlviz=$(realpath "$1") folder=$2 rounds=${3:-3}
here=$(dirname "$(realpath "$0")")
peers=${PEERS:-${TMPDIR:-/tmp}/dlviz-log-peers}
if [[ ! -x $peers/bin/python ]]; then
  python3 -m venv "$peers"
  "$peers/bin/pip" install --quiet pandas==3.1.1 numpy==2.4.6 tensorboard==2.21.0
fi
events=$(echo "$folder"/events.out.tfevents.*)
wandb=$(echo "$folder"/offline-run-*/run-*.wandb)

own() { # NAME FILE
  /usr/bin/env python3 - "$1" "$dlviz" "$2" <<'END'
import os, resource, subprocess, sys, time
name, dlviz, path = sys.argv[1:]
begin = time.perf_counter()
subprocess.run([dlviz, "watch", "--snapshot", "/dev/shm/dlviz-peers.txt", "--size", "200x60", path], check=True)
wall = time.perf_counter() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"dlviz   {name:8} {wall:8.3f} s, processor {used.ru_utime + used.ru_stime:7.3f} s, {used.ru_maxrss / 1024:6.1f} MB", flush=True)
os.remove("/dev/shm/dlviz-peers.txt")
END
}

for _ in $(seq "$rounds"); do
  own csv "$folder/metrics.csv"
  "$peers/bin/python" "$here/peers.py" csv "$folder/metrics.csv"
  own jsonl "$folder/metrics.jsonl"
  "$peers/bin/python" "$here/peers.py" jsonl "$folder/metrics.jsonl"
  own events "$events"
  [[ ${EVENTS:-1} == 0 ]] || "$peers/bin/python" "$here/peers.py" events "$events"
  own wandb "$wandb"
  own series "$folder/series.csv"
done
