#!/usr/bin/env python3
"""Times a screen from outside, on a pseudo-terminal: start to first frame, key to frame while training runs, processor use when paused, memory.

  python3 Benchmarks/screen.py [--runs 10] [--size 120x40] -- .build/release/dlviz xor --pace max

Needs Python 3 on Linux and nothing else. A frame counts as complete when the program has written and then been silent for 2 ms; the time taken
is that of its last byte. Key to frame presses ?, which opens the help, and waits for the word that only the help shows."""
import argparse, fcntl, os, pty, select, signal, statistics, struct, sys, termios, time

a = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
a.add_argument("--runs", type=int, default=10); a.add_argument("--size", default="120x40"); a.add_argument("--word", default="keys of")
a.add_argument("--settle", type=float, default=1.0, help="seconds to run before keys are pressed")
a.add_argument("--colors", default="truecolor", help="COLORTERM; where it is empty the terminal is asked for its depth, too"); a.add_argument("command", nargs=argparse.REMAINDER)
o = a.parse_args(); command = o.command[1:] if o.command[:1] == ["--"] else o.command
width, height = map(int, o.size.split("x"))

def start():
    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM=o.colors, LC_ALL="C.UTF-8")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.execvp(command[0], command)
    return child, terminal, begin

answers = {b"\x1b]11;?": b"\x1b]11;rgb:0f0f/1313/1818\x1b\\", b"\x1bP$qm": b"\x1bP1$r0;48:2::1:2:3m\x1b\\", b"\x1b[c": b"\x1b[?64;1;2c", b"\x1b[6n": b"\x1b[1;1R"}

def take(terminal):
    """Reads what there is and answers the questions in it, as a terminal does."""
    part = os.read(terminal, 1 << 16)
    for question, answer in answers.items():
        for _ in range(part.count(question)): os.write(terminal, answer)
    return part

def read(terminal, until, quiet=None):
    """Reads until a deadline or, with quiet, until so long a silence; gives the bytes and the time of the last."""
    got, last = b"", None
    while True:
        now = time.perf_counter()
        limit = until - now if quiet is None or last is None else min(until - now, last + quiet - now)
        if limit <= 0: return got, last
        if select.select([terminal], [], [], limit)[0]:
            try: part = take(terminal)
            except OSError: return got, last
            got += part; last = time.perf_counter()

def processor(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

def memory(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmHWM"): return int(line.split()[1]) / 1024

firsts, keys, peaks, idle = [], [], [], []
for _ in range(o.runs):
    child, terminal, begin = start()
    got, first = b"", None
    while b"quit" not in got:
        part, last = read(terminal, begin + 5, quiet=0.002)
        got += part
        if last: first = last
        if time.perf_counter() > begin + 5: sys.exit("no frame within 5 s")
    firsts.append((first - begin) * 1000)
    read(terminal, time.perf_counter() + o.settle)
    pressed = time.perf_counter(); os.write(terminal, b"?")
    got = b""
    while o.word.encode() not in got and time.perf_counter() < pressed + 2:
        if select.select([terminal], [], [], 0.1)[0]: got += take(terminal)
    keys.append((time.perf_counter() - pressed) * 1000)
    os.write(terminal, b"? ")
    read(terminal, time.perf_counter() + 0.5)
    before = processor(child), time.perf_counter()
    read(terminal, time.perf_counter() + 3)
    idle.append(100 * (processor(child) - before[0]) / (time.perf_counter() - before[1]))
    peaks.append(memory(child))
    os.write(terminal, b"\x03"); read(terminal, time.perf_counter() + 0.2)
    try: os.kill(child, signal.SIGKILL)
    except ProcessLookupError: pass
    os.waitpid(child, 0); os.close(terminal)

for name, values, unit in (("start to first complete frame", firsts, "ms"), ("key to frame while training", keys, "ms"),
                           ("paused, of one core", idle, "%"), ("peak resident memory", peaks, "MB")):
    print(f"{name:32} median {statistics.median(values):7.1f} {unit}  ({min(values):.1f} … {max(values):.1f})")
