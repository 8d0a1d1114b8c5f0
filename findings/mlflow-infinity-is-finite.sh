#!/usr/bin/env bash
# mlflow 3.17.2, SQLite store (its default): an infinite metric is stored and read back as 1.7976931348623157e+308, while NaN stays NaN.
#
# Seen, for log_metric("loss", x) of inf, -inf and nan at steps 0, 1 and 2: get_metric_history gives 1.7976931348623157e+308, -1.7976931348623157e+308
# and nan, without an error or a warning. In the table metrics a NaN is the value 0 with is_nan 1.
#
# A good guess would be that infinity is read back as infinity, as NaN is. So math.isinf and isfinite say that a run that blew up has not, and a chart of
# its metrics has an axis up to 1.8e308.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet mlflow==3.17.2
cd "$folder"
found=$(venv/bin/python - 2>/dev/null <<'END' | tail -1
import mlflow
mlflow.set_tracking_uri("sqlite:///mlflow.db")
with mlflow.start_run() as run:
    for step, value in enumerate([float("inf"), float("-inf"), float("nan")]):
        mlflow.log_metric("loss", value, step=step)
print([metric.value for metric in mlflow.MlflowClient().get_metric_history(run.info.run_id, "loss")])
END
)
expected='[1.7976931348623157e+308, -1.7976931348623157e+308, nan]'
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
