#!/usr/bin/env python3
"""How long wandb's LEET works on an offline run: leet.py WANDB FILE.wandb

WANDB is the command of a venv with wandb. It is started on a pseudo-terminal and counts as done when it and its children have used under 5 % of a core
for 3 seconds. Needs Python 3 on Linux and nothing else."""
import fcntl, os, pty, select, signal, struct, sys, termios, time

wandb, path = sys.argv[1:]
begin = time.perf_counter()
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8", WANDB_MODE="offline")
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
    os.execvp(wandb, [wandb, "beta", "leet", "run", path])

answers = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[c": b"\x1b[?64;1;2c", b"\x1b]11;?": b"\x1b]11;rgb:0f0f/1313/1818\x1b\\"}


def tree():
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        memory = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        parents[int(entry)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), memory)
    family, found = {child}, True
    while found:
        found = {pid for pid, row in parents.items() if row[0] in family} - family
        family |= found
    rows = [parents[pid] for pid in family if pid in parents]
    return sum(row[1] for row in rows), sum(row[2] for row in rows)


last_busy, used, peak, written = begin, 0.0, 0.0, 0
mark = begin
while time.perf_counter() - last_busy < 3 and time.perf_counter() - begin < 400:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:
            break
        written += len(part)
        for question, answer in answers.items():
            for _ in range(part.count(question)):
                os.write(terminal, answer)
    now = time.perf_counter()
    if now - mark >= 0.5:
        new, memory = tree()
        if (new - used) / (now - mark) > 0.05:
            last_busy = now
        used, mark, peak = new, now, max(peak, memory)
print(f"LEET {last_busy - begin:7.1f} s, processor {used:7.1f} s, {peak:6.1f} MB, wrote {written} bytes to the terminal")
os.kill(child, signal.SIGKILL)
