#!/usr/bin/env python3
"""Times a screen behind a slow line with a deep buffer, as ssh is: how many bytes a second are sent, and how long a key takes to be answered.

  python3 Benchmarks/slow_line.py --rate 100 --size 80x24 -- .build/release/dlviz xor

The relay takes all that the program writes at once (sshd, TCP and the client swallow a megabyte or more), hands it to a terminal in memory at
--rate kB/s (0: at once), and the terminal answers status reports when it has read so far. Key to frame: the time from pressing --key until --word
stands on the terminal's screen (0 presses none). Needs Python 3 on Linux and nothing else; works for any program, such as btop."""
import argparse, fcntl, os, pty, re, select, signal, statistics, struct, sys, termios, time

a = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
a.add_argument("--rate", type=float, default=100, help="kB a second, 0 for no limit"); a.add_argument("--size", default="80x24")
a.add_argument("--latency", type=float, default=0.0, help="milliseconds each way"); a.add_argument("--settle", type=float, default=10.0, help="seconds before the first key")
a.add_argument("--key", default="?"); a.add_argument("--close", default="?", help="pressed after each answer"); a.add_argument("--word", default="keys of")
a.add_argument("--presses", type=int, default=5); a.add_argument("--silent", action="store_true", help="the terminal answers nothing")
a.add_argument("--colors", default="truecolor"); a.add_argument("--term", default="xterm-256color"); a.add_argument("--show", action="store_true", help="print the screen at the end")
a.add_argument("--limit", type=float, default=30); a.add_argument("--record", help="write what was sent into a file"); a.add_argument("command", nargs=argparse.REMAINDER)
o = a.parse_args(); command = o.command[1:] if o.command[:1] == ["--"] else o.command
width, height = map(int, o.size.split("x"))

class Terminal:
    """The cells of a screen, and the answers that xterm gives."""
    token = re.compile(rb"\x1b\[([0-9;:?<=>]*)([ !$'\"]*)([@-~])|\x1b[\]P](.*?)(?:\x07|\x1b\\)|\x1b[()*+ #%].|\x1b[^\[\]P()*+ #%]|([^\x1b]+)", re.S)
    def __init__(self): self.cells = [[" "] * width for _ in range(height)]; self.x = self.y = 0; self.rest = b""
    def feed(self, data):
        data = self.rest + data; place = 0; answers = b""
        while match := self.token.match(data, place):
            if match.group(5) is not None and match.end() == len(data):   # a character may be cut at the end
                cut = len(data); back = 0
                while back < 3 and cut > place and data[cut - 1] & 0xC0 == 0x80: cut -= 1; back += 1
                if cut > place and data[cut - 1] >= 0xC0 and {0xC0: 1, 0xE0: 2, 0xF0: 3}.get(data[cut - 1] & (0xF0 if data[cut - 1] < 0xF0 else 0xF0), 1) > back: cut -= 1
                else: cut = len(data)
                self.text(data[place:cut].decode(errors="replace")); place = cut; break
            place = match.end(); answers += self.take(match)
        self.rest = data[place:]
        return answers
    def text(self, text):
        for c in text:
            if c == "\r": self.x = 0
            elif c == "\n": self.y = min(self.y + 1, height - 1)
            elif c == "\b": self.x = max(0, self.x - 1)
            elif c >= " ":
                if self.x < width and self.y < height: self.cells[self.y][self.x] = c
                self.x += 1
    def take(self, match):
        if match.group(5) is not None: self.text(match.group(5).decode(errors="replace")); return b""
        if match.group(4) is not None:
            return b"\x1b]11;rgb:0f0f/1313/1818\x1b\\" if match.group(4).startswith(b"11;?") else b""
        final = match.group(3)
        if final is None: return b""
        if match.group(1)[:1] in b"?<=>" and match.group(1): return b""
        n = [int(p) if p.isdigit() else 0 for p in match.group(1).split(b";")]
        first, second = n[0], n[1] if len(n) > 1 else 0
        if final == b"H": self.y, self.x = max(first, 1) - 1, max(second, 1) - 1
        elif final == b"G": self.x = max(first, 1) - 1
        elif final == b"d": self.y = max(first, 1) - 1
        elif final == b"C": self.x += max(first, 1)
        elif final == b"D": self.x = max(0, self.x - max(first, 1))
        elif final == b"B": self.y = min(self.y + max(first, 1), height - 1)
        elif final == b"A": self.y = max(0, self.y - max(first, 1))
        elif final == b"J" and first == 2: self.cells = [[" "] * width for _ in range(height)]
        elif final == b"J": self.cells[self.y:] = [self.cells[self.y][:self.x] + [" "] * (width - self.x)] + [[" "] * width for _ in range(height - self.y - 1)]
        elif final == b"K": self.cells[self.y][self.x:] = [" "] * (width - self.x)
        elif final == b"X":
            for x in range(self.x, min(width, self.x + max(first, 1))): self.cells[self.y][x] = " "
        elif final == b"n" and first == 6: return b"\x1b[%d;%dR" % (self.y + 1, min(self.x, width - 1) + 1)
        elif final == b"n" and first == 5: return b"\x1b[0n"
        elif final == b"c": return b"\x1b[?64;1;2;6;9;15;18;21;22c"
        return b""
    def __contains__(self, word): return any(word in "".join(row) for row in self.cells)

child, controller = pty.fork()
if child == 0:
    os.environ.update(TERM=o.term, COLORTERM=o.colors, LC_ALL="C.UTF-8")
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    os.execvp(command[0], command)
screen, buffered, late, answers = Terminal(), [], 0.0, []
begin = last = time.perf_counter(); allowance = 0.0; sent = 0; deepest = 0; frames = 0
record = open(o.record, "wb") if o.record else None

def turn(limit):
    """Lets at most so many seconds pass: program to buffer, buffer to screen, answers to program."""
    global last, allowance, sent, deepest, frames
    if select.select([controller], [], [], limit)[0]:
        try: part = os.read(controller, 1 << 20)
        except OSError: return False
        sent += len(part); buffered.append((time.perf_counter() + o.latency / 1000, part)); frames += part.count(b"\x1b[?2026h")
        if record: record.write(part)
    now = time.perf_counter()
    deepest = max(deepest, sum(len(part) for _, part in buffered))
    allowance = min(allowance + (now - last) * o.rate * 1000, max(o.rate * 5, 64)) if o.rate else 1e9  # bursts of at most 5 ms
    last = now
    while buffered and allowance > 0 and buffered[0][0] <= now:
        due, part = buffered.pop(0); count = int(min(len(part), max(1, allowance)))
        if count < len(part): buffered.insert(0, (due, part[count:]))
        allowance -= count
        answer = screen.feed(part[:count])
        if answer and not o.silent: answers.append((now + o.latency / 1000, answer))
    while answers and answers[0][0] <= now: os.write(controller, answers.pop(0)[1])
    return True

def wait(seconds, until=None):
    start = time.perf_counter(); end = start + seconds
    while time.perf_counter() < end:
        if not turn(0.004 if buffered or answers else 0.02): sys.exit("the program ended")
        if until and until(): return time.perf_counter() - start
    return None

wait(o.settle); rate, pictures, times, lost = sent / o.settle, frames / o.settle, [], 0
for _ in range(o.presses):
    os.write(controller, o.key.encode().decode("unicode_escape").encode())
    answer = wait(o.limit, lambda: o.word in screen)
    if answer is None: lost += 1
    else: times.append(answer)
    os.write(controller, o.close.encode().decode("unicode_escape").encode()); wait(o.limit, lambda: o.word not in screen); wait(1.37)
if o.show: print("\n".join("".join(row).rstrip() for row in screen.cells))
os.kill(child, signal.SIGTERM); wait_end = time.perf_counter() + 3
while time.perf_counter() < wait_end and turn(0.01): pass
try: os.kill(child, signal.SIGKILL)
except ProcessLookupError: pass
answered = f"key to frame median {statistics.median(times):.2f} s, worst {max(times):.2f} s" if times else "no key answered" if o.presses else ""
print(f"{' '.join(command):40} {o.size:7} {o.rate:5.0f} kB/s line: {rate / 1000:7.1f} kB/s sent, {pictures:5.1f} frames/s, {deepest / 1000:7.1f} kB waited at most, {answered}" + (f", {lost} not within {o.limit:.0f} s" if lost else ""))
