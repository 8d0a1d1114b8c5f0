#!/usr/bin/env bash
# mlflow 3.17.2, SQLite store (its default): whoever reads the database in a transaction that stays open stops the training that logs into it.
#
# Seen: while another connection (mode=ro) has begun a transaction and read one row, log_metric does not return; it does at once when that connection
# is closed. The database is in journal mode "delete", where a reader's lock keeps a writer from committing, not in WAL mode, where it would not.
#
# A good guess would be that a connection that may only read cannot disturb the one that writes. So a dashboard, a notebook or a shell that keeps a cursor
# open on mlflow.db makes a training run hang or fail with "database is locked".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet mlflow==3.17.2
cd "$folder"
found=$(venv/bin/python - 2>/dev/null <<'END' | tail -1
import mlflow, sqlite3, threading
mlflow.set_tracking_uri("sqlite:///mlflow.db")
with mlflow.start_run():
    mlflow.log_metric("loss", 1.0, step=0)
    reader = sqlite3.connect("file:mlflow.db?mode=ro", uri=True, isolation_level=None)
    mode = reader.execute("pragma journal_mode").fetchone()[0]
    reader.execute("begin")
    reader.execute("select * from metrics").fetchone()
    training = threading.Thread(target=lambda: mlflow.log_metric("loss", 0.5, step=1))
    training.start()
    training.join(3)
    waits = training.is_alive()
    reader.close()
    training.join(30)
    print(mode, "waits" if waits else "goes on", "waits" if training.is_alive() else "goes on")
END
)
expected='delete waits goes on'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
