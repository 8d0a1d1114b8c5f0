#!/usr/bin/env python3
"""Writes the big logs that the readers are timed on: generate.py FOLDER [ROWS]. Only Python's own modules.

events      one event file, ROWS scalars of 10 tags, a spike of 50 among them
csv         step, loss, acc, lr: ROWS rows of 17 digits
jsonl       the same as JSON lines
wandb       an offline file, ROWS / 5 history records of 10 metrics, as the SDK writes them
series.csv  100 series of ROWS / 10 points each
small-*.db  databases as mlflow and trackio make them, a few rows, for Fuzz
"""
import json, math, os, random, sqlite3, struct, sys, zlib

folder = sys.argv[1]
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
os.makedirs(folder, exist_ok=True)
random.seed(1)

table = []
for byte in range(256):
    value = byte
    for _ in range(8):
        value = value >> 1 ^ 0x82F63B78 if value & 1 else value >> 1
    table.append(value)


def masked(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number, contents):
    return varint(number << 3 | 2) + varint(len(contents)) + contents


lengths = {}


def record(data):
    size = len(data)
    if size not in lengths:
        head = struct.pack("<Q", size)
        lengths[size] = head + struct.pack("<I", masked(head))
    return lengths[size] + data + struct.pack("<I", masked(data))


with open(f"{folder}/events.out.tfevents.1700000000.host.1.0", "wb") as out:
    out.write(record(b"\x09" + struct.pack("<d", 1.7e9) + field(3, b"brain.Event:2")))
    for index in range(rows):
        step, tag = divmod(index, 10)
        value = 50.0 if index == rows // 3 else math.exp(-step / rows) + random.random() / 10
        summary = field(1, field(1, b"train/metric_%d" % tag) + b"\x15" + struct.pack("<f", value))
        out.write(record(b"\x09" + struct.pack("<d", 1.7e9 + step / 100) + (b"\x10" + varint(step) if step else b"") + field(5, summary)))

with open(f"{folder}/metrics.csv", "w") as csv, open(f"{folder}/metrics.jsonl", "w") as lines:
    csv.write("step,train/loss,acc,lr\n")
    for step in range(rows):
        loss, acc, lr = math.exp(-step / rows) + random.random() / 10, random.random(), 0.1 * (1 - step / rows) + 1e-12
        csv.write(f"{step},{loss!r},{acc!r},{lr!r}\n")
        lines.write(json.dumps({"step": step, "train/loss": loss, "acc": acc, "lr": lr, "epoch": step // 1000}) + "\n")


class LevelLog:
    def __init__(self, path):
        self.out = open(path, "wb")
        self.out.write(bytes([0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00]))
        self.position = 7

    def add(self, data):
        first = True
        while True:
            left = 32768 - self.position % 32768
            if left < 7:
                self.out.write(bytes(left))
                self.position += left
                continue
            part = data[: left - 7]
            data = data[left - 7 :]
            kind = (1 if not data else 2) if first else (4 if not data else 3)
            body = bytes([kind]) + part
            self.out.write(struct.pack("<IH", zlib.crc32(body), len(part)) + body)
            self.position += 7 + len(part)
            first = False
            if not data:
                return


os.makedirs(f"{folder}/offline-run-20260101_000000-abcdefgh", exist_ok=True)
log = LevelLog(f"{folder}/offline-run-20260101_000000-abcdefgh/run-abcdefgh.wandb")
number = 0
for step in range(rows // 5):
    values = {f"train/metric_{index}": math.exp(-step / rows) + random.random() / 10 for index in range(10)}
    values |= {"_step": step, "_timestamp": 1.7e9 + step / 10, "_runtime": step / 10}
    items = list(values.items())
    random.shuffle(items)
    history = b"".join(field(1, field(2, name.encode()) + field(16, repr(value).encode())) for name, value in items)
    history += field(2, b"\x08" + varint(step))
    number += 1
    log.add(b"\x08" + varint(number) + field(2, history))
    for _ in range(2):
        number += 1
        summary = b"".join(field(1, field(1, name.encode()) + field(16, repr(value).encode())) for name, value in items[:6])
        log.add(b"\x08" + varint(number) + field(3, summary))
log.out.close()

with open(f"{folder}/series.csv", "w") as csv:
    csv.write("step," + ",".join(f"layer{index}/norm" for index in range(100)) + "\n")
    for step in range(rows // 10):
        csv.write(f"{step}," + ",".join(f"{random.random():.6f}" for _ in range(100)) + "\n")

for name, tables in {
    "mlflow": """
        create table experiments(experiment_id integer primary key, name text, lifecycle_stage text);
        create table runs(run_uuid text primary key, name text, status text, start_time integer, end_time integer,
            lifecycle_stage text, experiment_id integer);
        create table params(key text, value text, run_uuid text);
        create table metrics(key text, value real, timestamp integer, run_uuid text, step integer, is_nan integer);
        insert into experiments values(0, 'Default', 'active');
        insert into runs values('abc', 'calm-owl', 'RUNNING', 1700000000000, null, 'active', 0);
        insert into params values('lr', '0.1', 'abc');
        insert into metrics values('loss', 0.5, 1700000000001, 'abc', 0, 0), ('loss', 0, 1700000000002, 'abc', 1, 1),
            ('loss', 1.7976931348623157e308, 1700000000003, 'abc', 2, 0);""",
    "trackio": """
        create table metrics(id integer primary key, run_id text, timestamp text, run_name text, step integer, metrics text);
        insert into metrics values(1, 'a', '2026-01-01T00:00:00', 'calm', 0, '{"loss": 0.5, "acc": "NaN"}'),
            (2, 'a', '2026-01-01T00:00:00', 'calm', 1, '{"loss": 0.25}');""",
}.items():
    path = f"{folder}/small-{name}.db"
    if os.path.exists(path):
        os.remove(path)
    database = sqlite3.connect(path)
    database.executescript(tables)
    database.close()
