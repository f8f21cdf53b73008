// Computes the outputs of the Keras fixtures with TensorFlow.js' own Keras layers and compares: node check-keras.mjs FOLDER
// FOLDER is where `npm install @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-cpu h5wasm` was run.
// GRU with reset_after is absent there; its formulas are those of PyTorch's GRU, whose own outputs are fixtures as well.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const tf = require("@tensorflow/tfjs-core");
const layers = require("@tensorflow/tfjs-layers");
require("@tensorflow/tfjs-backend-cpu");
const golden = join(import.meta.dirname, "../../../tests/golden/weights");

function safetensors(name) {
  const bytes = readFileSync(join(golden, name)), length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + length)), tensors = {};
  for (const [key, { shape, data_offsets: [begin, end] }] of Object.entries(header)) {
    const data = new Uint8Array(bytes.subarray(8 + length + begin, 8 + length + end)).buffer;
    tensors[key] = tf.tensor(new Float32Array(data), shape);
  }
  return tensors;
}

const h5 = await import(join(process.argv[2], "node_modules/h5wasm/dist/node/hdf5_hl.js"));
await h5.ready;
function arrays(file, paths) {
  const opened = new h5.File(join(golden, file), "r");
  return paths.map((path) => { const found = opened.get(path); return tf.tensor(Float32Array.from(found.value), found.shape); });
}

function check(name, layer, weights, input, expected) {
  // Keras has the batch first; the first call makes the weights.
  const run = () => tf.transpose(layer.apply(tf.transpose(input, [1, 0, 2])), [1, 0, 2]);
  run();
  layer.setWeights(weights);
  const output = run();
  const difference = tf.max(tf.abs(tf.sub(output, expected))).arraySync();
  console.log(`${name}: ${difference.toExponential(1)}`);
  if (!(difference < 1e-5)) process.exitCode = 1;
}

const numbered = (path, count = 3) => Array.from({ length: count }, (_, number) => `${path}/vars/${number}`);
const plain = { returnSequences: true, kernelInitializer: "zeros", recurrentInitializer: "zeros" }, options = { ...plain, recurrentActivation: "sigmoid" };
const only = safetensors("keras-only.expected.safetensors"), before = safetensors("keras-gru-before.expected.safetensors"), old = safetensors("keras-old.expected.safetensors");
check("simple_rnn", layers.layers.simpleRNN({ units: 5, ...plain }), arrays("keras-only.weights.h5", numbered("layers/simple_rnn/cell")), only.input, only.simple_rnn);
check("gru, reset before", layers.layers.gru({ units: 5, ...options }),
  arrays("keras-gru-before.h5", ["kernel:0", "recurrent_kernel:0", "bias:0"].map((part) => `model_weights/gru/gru/gru_cell/${part}`)), before.input, before.gru);
check("lstm", layers.layers.lstm({ units: 5, ...options }),
  arrays("keras-old.weights.h5", ["kernel:0", "recurrent_kernel:0", "bias:0"].map((part) => `lstm/lstm/lstm_cell/${part}`)), old.input, old.lstm);
