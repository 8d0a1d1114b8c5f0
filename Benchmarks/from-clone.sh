#!/usr/bin/env bash
# From a fresh clone to a binary, two commits by turns: what a newcomer's first `make run` takes, and what they get.
#
#   Benchmarks/from-clone.sh OLD NEW [ROUNDS]
#
# Each turn clones one commit into an empty directory with an empty home, so that neither SwiftPM's nor clang's caches
# help it; fetches the dependencies (apart, since that measures the network); runs `make build`; strips the binary.
# Prints seconds, wall and of the processor, with all child processes; then bytes; then the ratios of the sums. On a
# machine that others use, the processor's seconds are the ones to compare.
set -euo pipefail

(($# == 2 || $# == 3)) || {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
  exit 64
}
old=$1 new=$2 rounds=${3:-1}
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%R %U %S'

# Runs a command in silence and prints its seconds: wall, processor. A failure shows what the command has said.
seconds() {
  local times
  times=$({ time "$@" >"$work/output" 2>&1; } 2>&1) || { cat "$work/output" >&2; exit 1; }
  awk '{ printf "%.1f %.1f", $1, $2 + $3 }' <<<"$times"
}

# One turn: prints name, fetching (wall, processor), building (wall, processor), bytes, bytes without symbols.
turn() {
  local name=$1 commit=$2 clone=$work/clone home=$work/home fetching building binary
  rm -rf "$clone" "$home"
  mkdir "$home"
  git clone --quiet --no-checkout "$repository" "$clone"
  git -C "$clone" checkout --quiet --detach "$commit"
  cd "$clone"
  fetching=$(HOME=$home seconds "${SWIFT:-swift}" package resolve)
  building=$(HOME=$home seconds make build)
  binary=$(find .build/ -path '*/release/dlviz' -type f | head -n 1)
  cp "$binary" "$work/stripped"
  strip "$work/stripped"
  echo "$name $fetching $building $(stat -c %s "$binary") $(stat -c %s "$work/stripped")"
}

printf '%-22s %10s %10s %10s %10s %12s %12s\n' commit 'fetch s' 'of CPU' 'build s' 'of CPU' bytes stripped
for ((round = 1; round <= rounds; round++)); do
  # Who goes first gets the cold disk: that changes too.
  order=(old new)
  ((round % 2)) || order=(new old)
  for side in "${order[@]}"; do
    commit=$(git -C "$repository" rev-parse --short "${!side}^{commit}")
    line=$(turn "$side" "$commit")
    read -r -a figures <<<"$line"
    printf '%-22s %10s %10s %10s %10s %12s %12s\n' "$side $commit" "${figures[@]:1}"
    echo "$line" >>"$work/all"
  done
done
awk '
  { for (i = 2; i <= NF; i++) sum[$1, i] += $i }
  END {
    printf "%-22s", "new / old"
    for (i = 2; i <= 7; i++) printf " %*.3f", i < 6 ? 10 : 12, sum["new", i] / sum["old", i]
    print ""
  }' "$work/all"
