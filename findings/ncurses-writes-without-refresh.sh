#!/usr/bin/env bash
# ncurses 6.4 (Debian 12, 6.4-4). A program that lets ncurses read keys through a pad, draws by itself and never refreshes a window might expect
# ncurses to write nothing but what it was told. But the first keypad() writes all that starting a screen takes: the entry's `smcup` with its push of
# the title, a scroll region, the character set, insert mode off, wrapping on; so a program that has switched to the alternate screen itself does so
# twice. And what meta() asks for, ESC[?1034h in the entry xterm-256color, stays in a buffer until the next time that ncurses writes, which may be
# after the program has given the terminal back.
# Needs apt-get, dpkg, cc and python3 on Debian 12, amd64 or arm64; installs nothing, runs in a temporary folder.
set -euo pipefail
version=6.4-4
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
apt-get -o APT::Sandbox::User=root download -qq "libncurses-dev=$version" "libncursesw6=$version" "libtinfo6=$version" "ncurses-base=$version" >/dev/null
for package in ./*.deb; do dpkg -x "$package" root; done
library=$(dirname "$(find root -name 'libncursesw.so.6' | head -1)"); library2=$(dirname "$(find root -name 'libtinfo.so.6' | head -1)")
cat > keys.c <<'C'
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void step(const char *name) { fflush(NULL); usleep(50000); char mark[64]; int n = snprintf(mark, sizeof mark, "<%s>", name); write(1, mark, n); usleep(50000); }
int main(void) {
  SCREEN *screen = newterm("xterm-256color", stdout, stdin);
  if (screen == NULL) return 1;
  set_term(screen);
  raw(); noecho();
  WINDOW *keys = newpad(1, 1);
  step("newterm raw newpad"); keypad(keys, TRUE); step("keypad"); meta(keys, TRUE); step("meta"); keypad(keys, FALSE); step("keypad off");
  return 0;
}
C
cc -w -Iroot/usr/include keys.c -o keys -L"$library" -L"$library2" -l:libncursesw.so.6 -l:libtinfo.so.6
cat > run.py <<'PYTHON'
import os, pty, sys
child, terminal = pty.fork()
if child == 0: os.execv("./keys", ["./keys"])
output = b""
while True:
    try: part = os.read(terminal, 4096)
    except OSError: break
    if not part: break
    output += part
os.waitpid(child, 0)
place = 0
for name in (b"<newterm raw newpad>", b"<keypad>", b"<meta>", b"<keypad off>"):
    end = output.index(name)
    print(f"{name.decode():24} {output[place:end]!r}")
    place = end + len(name)
PYTHON
TERMINFO="$work/root/lib/terminfo" LD_LIBRARY_PATH="$library:$library2" python3 run.py > seen.txt
echo "ncurses $version wrote, before each step's end:"; cat seen.txt
diff seen.txt - <<'EXPECTED' && echo "as described" || { echo "ncurses behaves differently now" >&2; exit 1; }
<newterm raw newpad>     b''
<keypad>                 b'\x1b[?1049h\x1b[22;0;0t\x1b[1;24r\x1b(B\x1b[m\x1b[4l\x1b[?7h\x1b[?1h\x1b='
<meta>                   b''
<keypad off>             b'\x1b[?1034h\x1b[?1l\x1b>'
EXPECTED
