#!/usr/bin/env bash
# Times the playground's engine by turns with TensorFlow Playground's own, compiled from a checkout of it:
#
#   Benchmarks/playground-vs-peer.sh path/to/tensorflow-playground [turns]
#
# Needs node and tsc. Both train the same points from the same weights; the losses printed are equal. Where taskset is, both run on
# one core, the peer's compiler threads too.
set -euo pipefail
peer=${1:?expected the path of a checkout of tensorflow/playground}
turns=${2:-3}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
pin=()
if command -v taskset > /dev/null; then pin=(taskset -c 0); fi
tsc --target ES2018 --module commonjs --outDir "$work" "$peer/src/nn.ts"
swift build --package-path "$here" -c release --product playground-benchmark
ours=$(swift build --package-path "$here" -c release --show-bin-path)/playground-benchmark
for network in small wide; do
  "$ours" --network $network --points > "$work/points.json"
  for ((turn = 0; turn < turns; turn++)); do
    ${pin[@]+"${pin[@]}"} "$ours" --network $network
    ${pin[@]+"${pin[@]}"} node "$here/Playground/peer.mjs" "$work/nn.js" < "$work/points.json"
  done
done
