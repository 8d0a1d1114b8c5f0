"""How long others take to read a log, imports not counted: peers.py csv|jsonl|events FILE."""
import resource, sys, time

kind, path = sys.argv[1:]
if kind == "csv":
    import pandas

    def read():
        return len(pandas.read_csv(path))
elif kind == "jsonl":
    import json

    def read():
        with open(path) as lines:
            return len([json.loads(line) for line in lines])
else:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    def read():
        events = EventAccumulator(path, size_guidance={"scalars": 0})
        events.Reload()
        return sum(len(events.Scalars(tag)) for tag in events.Tags()["scalars"])

before = time.perf_counter(), time.process_time()
count = read()
wall, processor = time.perf_counter() - before[0], time.process_time() - before[1]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"peer    {kind:8} {wall:8.3f} s, processor {processor:7.3f} s, {memory:6.1f} MB, {count} values", flush=True)
