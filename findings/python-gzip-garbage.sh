#!/usr/bin/env bash
# Bytes after a gzip file's end: gzip unpacks all and warns, Python's gzip gives nothing.
#
# Versions: gzip 1.12 (Debian 12), Python 3.11.
#
# Seen: of a file with a few bytes of text after its last member, gzip -dc writes the whole content, says "decompression OK, trailing garbage
# ignored" and exits with 2; gzip.open(…).read() raises BadGzipFile, "Not a gzipped file", though every byte of the content was already
# read. After zeros both are silent. A good guess is that a reader which passes over zeros passes over anything, as gzip does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf 'content' | gzip -n >whole.gz
(cat whole.gz; printf 'garbage here') >garbage.gz
(cat whole.gz; head -c 512 /dev/zero) >zeros.gz
read_with_python() { python3 -c 'import gzip, sys; print(gzip.open(sys.argv[1]).read().decode())' "$1" 2>&1 | tail -1; }
status=0
unpacked=$(gzip -dc garbage.gz 2>warning) || status=$?
echo "gzip: '$unpacked', status $status, $(cut -d: -f2- warning | tr -d '\n')"
echo "Python: $(read_with_python garbage.gz)"
[[ $unpacked == content && $status == 2 ]] || { echo "changed: gzip" >&2; exit 1; }
[[ $(read_with_python garbage.gz) == *BadGzipFile:\ Not\ a\ gzipped\ file* ]] || { echo "changed: Python" >&2; exit 1; }
[[ $(gzip -dc zeros.gz) == content && $(read_with_python zeros.gz) == content ]] || { echo "changed: zeros" >&2; exit 1; }
