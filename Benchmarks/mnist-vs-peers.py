#!/usr/bin/env python3
"""Trains the default MNIST network (784-128-64-10, ReLU, Adam, batch 64) here and in PyTorch, torch.compile and JAX, all by turns.

  Benchmarks/mnist-vs-peers.py DATA TORCH_SCRIPT PEERS_SCRIPT [--rounds 3] [--epochs 4] [--peers-python PYTHON] [--busy]

DATA is a folder of MNIST's four files. TORCH_SCRIPT takes DATA --threads N --epochs N and prints a JSON line per epoch with
samples_per_second; PEERS_SCRIPT takes DATA and jax or torch-compile and prints a line per epoch with "N images/s". A peer that is
not installed is left out and named. Rates are each round's best epoch; the last lines are medians and the ratios that they give.
--busy keeps one of the processors busy with another process and compares two threads with one, without peers; there all epochs of a
round count, since what the threads lose at the beginning is lost too."""
import argparse, json, os, re, statistics, subprocess, sys

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("data")
arguments.add_argument("torch_script", nargs="?")
arguments.add_argument("peers_script", nargs="?")
arguments.add_argument("--rounds", type=int, default=3)
arguments.add_argument("--epochs", type=int, default=4)
arguments.add_argument("--peers-python", default=sys.executable)
arguments.add_argument("--busy", action="store_true")
options = arguments.parse_args()
here = os.path.dirname(os.path.abspath(__file__))


def build():
    command = ["swift", "build", "--package-path", here, "-c", "release"]
    subprocess.run(command + ["--product", "mnist-benchmark"], check=True, stdout=sys.stderr)
    return os.path.join(subprocess.check_output(command + ["--show-bin-path"], text=True).strip(), "mnist-benchmark")


def lines(command):
    """What a command prints; None where it cannot run."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"  {' '.join(command[:3])} … failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return done.stdout.splitlines()


def best_json(command, all_count=False):
    printed = lines(command)
    if not printed:
        return None
    rates = [json.loads(line)["samples_per_second"] for line in printed if line.startswith("{")]
    return statistics.harmonic_mean(rates) if all_count else max(rates)


def best_words(command):
    printed = lines(command)
    rates = [re.search(r"([\d,]+) images/s", line) for line in printed or []]
    return max((float(rate.group(1).replace(",", "")) for rate in rates if rate), default=None)


program = build()
ours = lambda threads: best_json(
    [program, "--data", options.data, "--threads", str(threads), "--epochs", str(options.epochs)], all_count=options.busy)
ways = {"dlviz, two threads": lambda: ours(2), "dlviz, one thread": lambda: ours(1)}
if not options.busy and options.torch_script:
    python = options.peers_python
    ways["PyTorch"] = lambda: best_json(
        [python, options.torch_script, options.data, "--threads", "2", "--epochs", str(options.epochs)])
    for name, kind in [("torch.compile", "torch-compile"), ("JAX", "jax")]:
        ways[name] = lambda kind=kind: best_words([python, options.peers_script, options.data, kind, str(options.epochs)])

spinner = None
if options.busy:
    spinner = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(spinner.pid, {max(os.sched_getaffinity(0))})
rates = {name: [] for name in ways}
try:
    for number in range(options.rounds):
        for name, way in ways.items():
            rate = way()
            if rate:
                rates[name].append(rate)
                print(f"round {number + 1}: {name} {rate:,.0f} images/s", flush=True)
finally:
    if spinner:
        spinner.kill()

medians = {name: statistics.median(found) for name, found in rates.items() if found}
two, one = medians["dlviz, two threads"], medians["dlviz, one thread"]
print("medians: " + ", ".join(f"{name} {rate:,.0f}" for name, rate in medians.items()))
print(f"two threads / one: {two / one:.2f}" + (" with a processor kept busy" if options.busy else ""))
peers = {name: rate for name, rate in medians.items() if not name.startswith("dlviz")}
if peers:
    best = max(peers, key=peers.get)
    print(f"two threads / best peer ({best}): {two / peers[best]:.2f}")
missing = [name for name in ways if name not in medians]
if missing:
    print("not measured: " + ", ".join(missing))
