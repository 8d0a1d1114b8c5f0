#!/usr/bin/env bash
# keras 3.15.1 (jax 0.10.2), CSVLogger(append=True): a run that goes on with one more metric writes its values under other names.
#
# Seen, for an epoch of model.fit with the loss alone, then another with append=True on a model compiled with metrics=["accuracy"]: the header stays
# "epoch,loss,val_loss" (val_loss is made up, no validation ran), the second row is "1,<accuracy>,<loss>,NA,NA". The keys are sorted, so the new one moves
# the others; nothing is raised, nothing warned.
#
# A good guess would be that a logger that appends keeps to the header's names, or refuses. So whoever reads such a file by its header takes an accuracy
# for a loss, and readers that pad or cut rows to the header never notice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.2
cd "$folder"
found=$(KERAS_BACKEND=jax TF_CPP_MIN_LOG_LEVEL=3 venv/bin/python - 2>/dev/null <<'END'
import keras, numpy
x, y = numpy.ones((8, 2)), numpy.ones((8, 1))

def fit(metrics, first, append):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid", kernel_initializer="ones")])
    model.compile(loss="mse", metrics=metrics)
    logger = keras.callbacks.CSVLogger("log.csv", append=append)
    history = model.fit(x, y, epochs=first + 1, initial_epoch=first, callbacks=[logger], verbose=0)
    return {name: values[0] for name, values in history.history.items()}

fit([], 0, False)
logs = fit(["accuracy"], 1, True)
header, _, row = [line.split(",") for line in open("log.csv").read().split()]
print(header, len(row), float(row[header.index("loss")]) == logs["accuracy"], float(row[2]) == logs["loss"])
END
)
expected="['epoch', 'loss', 'val_loss'] 5 True True"
echo "$found"
[[ $found == "$expected" ]] || { echo "changed: expected $expected" >&2; exit 1; }
