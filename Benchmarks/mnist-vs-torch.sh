#!/bin/sh
# Trains the default MNIST network here and in PyTorch by turns and prints samples per second of both and their ratio.
#
#   PYTHON=python3 DLVIZ_DATA=directory Benchmarks/mnist-vs-torch.sh TORCH_SCRIPT [ROUNDS] [EPOCHS] [THREADS]
#
# TORCH_SCRIPT takes a directory of IDX files, --threads and --epochs, and prints a JSON line per epoch with
# samples_per_second and test_accuracy. Rates are each round's best epoch; the last line is the median ratio.
set -eu

script=${1:?expected the path of the PyTorch script}
rounds=${2:-3}
epochs=${3:-5}
threads=${4:-2}
python=${PYTHON:-python3}
data=${DLVIZ_DATA:?expected the directory of the data in DLVIZ_DATA}
here=$(cd "$(dirname "$0")" && pwd)

swift build --package-path "$here" -c release --product mnist-benchmark >&2
ours=$(swift build --package-path "$here" -c release --show-bin-path)/mnist-benchmark
images=$data
[ -d "$data/mnist" ] && images=$data/mnist

results=$(mktemp)
trap 'rm -f "$results" "$results.ours" "$results.torch"' EXIT

round=1
while [ "$round" -le "$rounds" ]; do
  "$ours" --data "$data" --threads "$threads" --epochs "$epochs" --seed "$round" >"$results.ours"
  "$python" "$script" "$images" --threads "$threads" --epochs "$epochs" --seed "$round" >"$results.torch"
  "$python" - "$round" "$results.ours" "$results.torch" <<'PY' | tee -a "$results"
import json, sys
number, *files = sys.argv[1:]
runs = [[json.loads(line) for line in open(name)] for name in files]
ours, torch = [max(epoch["samples_per_second"] for epoch in run) for run in runs]
accuracies = [run[-1]["test_accuracy"] for run in runs]
print(f"round {number}: dlviz {ours:,.0f}/s ({accuracies[0]:.2%}), PyTorch {torch:,.0f}/s ({accuracies[1]:.2%}), ratio {ours / torch:.2f}")
PY
  round=$((round + 1))
done

"$python" - "$results" <<'PY'
import statistics, sys
ratios = [float(line.rsplit(" ", 1)[1]) for line in open(sys.argv[1])]
print(f"median ratio {statistics.median(ratios):.2f}")
PY
