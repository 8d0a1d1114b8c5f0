#!/usr/bin/env python3
"""Times dlviz watch from outside, on a pseudo-terminal: live.py DLVIZ [--size 200x60] [FILE…]

For each FILE: process start to the first frame with its data, to the last point drawn, and peak memory. Then, on a table that grows: from a write to the
frame that shows it (p50, p95, greatest of --writes), and the processor's share while nothing is written. Needs Python 3 on Linux and nothing else."""
import argparse, fcntl, os, pty, select, signal, statistics, struct, tempfile, termios, time

a = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
a.add_argument("--size", default="120x40")
a.add_argument("--writes", type=int, default=40)
a.add_argument("--idle", type=float, default=20, help="seconds")
a.add_argument("dlviz")
a.add_argument("files", nargs="*")
o = a.parse_args()
width, height = map(int, o.size.split("x"))
answers = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[c": b"\x1b[?64;1;2c", b"\x1b]11;?": b"\x1b]11;rgb:0f0f/1313/1818\x1b\\"}


class Watch:
    def __init__(self, *paths):
        self.begin = time.perf_counter()
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
            os.execvp(o.dlviz, [o.dlviz, "watch", *paths])
        self.got = b""

    def wait(self, word, seconds=60):
        """Reads, answering as a terminal does, until a word has come; gives the time, nan when it does not come."""
        limit = time.perf_counter() + seconds
        while time.perf_counter() < limit:
            if word in self.got:
                return time.perf_counter()
            if select.select([self.terminal], [], [], 0.05)[0]:
                try:
                    part = os.read(self.terminal, 1 << 16)
                except OSError:
                    break
                for question, answer in answers.items():
                    for _ in range(part.count(question)):
                        os.write(self.terminal, answer)
                self.got += part
        return float("nan")

    def processor(self):
        fields = open(f"/proc/{self.child}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        for line in open(f"/proc/{self.child}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024

    def end(self):
        os.kill(self.child, signal.SIGTERM)
        self.wait(b"there is no such word", 0.3)
        os.close(self.terminal)
        os.waitpid(self.child, 0)


for path in o.files:
    firsts, lasts = [], []
    for _ in range(3):
        watch = Watch(path)
        # A chart's lower frame tells its page: it is there as soon as there is a chart.
        firsts.append(watch.wait("chart".encode()) - watch.begin)
        lasts.append(watch.wait(b"running") - watch.begin)
        peak = watch.memory()
        watch.end()
    first, last = min(firsts) * 1000, min(lasts) * 1000
    print(f"{os.path.basename(path):45} first data {first:6.1f} ms, last point {last:7.1f} ms, {peak:5.1f} MB", flush=True)

with tempfile.TemporaryDirectory() as folder:
    path = folder + "/metrics.csv"
    with open(path, "w") as table:
        table.write("step,loss\n0,0.5\n1,0.4\n")
    watch = Watch(folder)
    watch.wait(b"running", 10)
    watch.wait(b"there is no such word", 1)
    times = []
    for number in range(o.writes):
        digit = number % 9 + 1
        word = str(digit) * 4
        watch.got = b""
        begin = time.perf_counter()
        with open(path, "a") as table:
            table.write(f"{number + 2},0.{word}\n")
        times.append((watch.wait(word.encode(), 3) - begin) * 1000)
        watch.wait(b"there is no such word", 0.13 + number % 7 * 0.011)
    times.sort()
    print(f"write to frame: median {statistics.median(times):.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms, greatest {times[-1]:.0f} ms")
    before = watch.processor()
    watch.wait(b"there is no such word", o.idle)
    print(f"idle: {(watch.processor() - before) / o.idle * 100:.2f} % of a core, {watch.memory():.1f} MB")
    watch.end()
