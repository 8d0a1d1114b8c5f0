// Trains the points of `playground-benchmark --points` with TensorFlow Playground's own nn.ts and prints the time.
// node peer.mjs NN.js < POINTS.json, where NN.js is its src/nn.ts compiled (tsc --target ES2018 --module commonjs).

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const nn = createRequire(import.meta.url)(resolve(process.argv[2]));
const data = JSON.parse(readFileSync(0, "utf8"));

function build() {
  const network = nn.buildNetwork(data.shape, nn.Activations.TANH, nn.Activations.TANH, null, data.shape.map(String));
  let next = 0;
  for (const layer of network.slice(1)) {
    for (const node of layer) for (const link of node.inputLinks) link.weight = data.weights[next++];
    for (const node of layer) node.bias = data.weights[next++];
  }
  return network;
}

function loss(network, points) {
  let sum = 0;
  for (const [x, y] of points) sum += nn.Errors.SQUARE.error(nn.forwardProp(network, x), y);
  return sum / points.length;
}

let least = Infinity;
let network;
for (let repetition = 0; repetition < 5; repetition++) {
  network = build();
  const start = process.hrtime.bigint();
  for (let epoch = 0; epoch < data.epochs; epoch++) {
    data.train.forEach(([x, y], i) => {
      nn.forwardProp(network, x);
      nn.backProp(network, y, nn.Errors.SQUARE);
      if ((i + 1) % 10 === 0) nn.updateWeights(network, 0.03, 0);
    });
  }
  least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e9);
}
console.log(JSON.stringify({
  engine: "peer", seconds: least, samples_per_second: (data.train.length * data.epochs) / least,
  train_loss: loss(network, data.train), test_loss: loss(network, data.test),
}));
