"""Writes folders in the form of ONNX's backend tests for RNN, LSTM and GRU: model.onnx, test_data_set_0/input_K.pb and output_K.pb.

Names that the suite of onnx/onnx has are built with the same attributes, shapes and weights (those that are random there, from a seed of
ours); the others cover what the suite leaves out. Outputs come from the formulas of the operators' specification, in Python's double.
Standard library only. usage: node_cases.py FOLDER
"""
import math
import os
import random
import struct
import sys

FLOAT, INT32, INT64 = 1, 6, 7
GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


# The wire format of protocol buffers.
def varint(value):
    value &= (1 << 64) - 1
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def number(field, value):
    return varint(field << 3) + varint(value)


def blob(field, value):
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(data)) + data


def tensor(name, array, kind=FLOAT):
    shape, flat = shape_of(array), flatten(array)
    data = struct.pack(f"<{len(flat)}{'f' if kind == FLOAT else 'i'}", *flat)
    return b"".join(number(1, size) for size in shape) + number(2, kind) + blob(8, name) + blob(9, data)


def info(name, array, kind=FLOAT):
    shape = b"".join(blob(1, number(1, size)) for size in shape_of(array))
    return blob(1, name) + blob(2, blob(1, number(1, kind) + blob(2, shape)))


def attribute(name, value):
    out = blob(1, name)
    if isinstance(value, int):
        return out + number(3, value) + number(20, 2)
    if isinstance(value, float):
        return out + varint(2 << 3 | 5) + struct.pack("<f", value) + number(20, 1)
    if isinstance(value, str):
        return out + blob(4, value) + number(20, 3)
    if isinstance(value[0], str):
        return out + b"".join(blob(9, one) for one in value) + number(20, 8)
    return out + b"".join(varint(7 << 3 | 5) + struct.pack("<f", one) for one in value) + number(20, 6)


# Arrays as nested lists.
def shape_of(array):
    return [len(array)] + shape_of(array[0]) if isinstance(array, list) else []


def flatten(array):
    return [x for part in array for x in flatten(part)] if isinstance(array, list) else [array]


def single(array):
    return [single(part) for part in array] if isinstance(array, list) else struct.unpack("<f", struct.pack("<f", array))[0]


def full(value, *shape):
    return [full(value, *shape[1:]) for _ in range(shape[0])] if shape else value


def randoms(source, *shape):
    return [randoms(source, *shape[1:]) for _ in range(shape[0])] if shape else source.gauss(0, 1)


def product(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


# Activations by name, with alpha and beta.
ACTIVATIONS = {
    "Sigmoid": lambda x, a, b: 1 / (1 + math.exp(-x)),
    "Tanh": lambda x, a, b: math.tanh(x),
    "Relu": lambda x, a, b: max(0.0, x),
    "Affine": lambda x, a, b: a * x + b,
    "LeakyRelu": lambda x, a, b: x if x >= 0 else a * x,
    "ThresholdedRelu": lambda x, a, b: x if x > a else 0.0,
    "ScaledTanh": lambda x, a, b: a * math.tanh(b * x),
    "HardSigmoid": lambda x, a, b: min(max(a * x + b, 0.0), 1.0),
    "Elu": lambda x, a, b: x if x >= 0 else a * (math.exp(x) - 1),
    "Softsign": lambda x, a, b: x / (1 + abs(x)),
    "Softplus": lambda x, a, b: math.log(1 + math.exp(x)),
}
DEFAULTS = {"LeakyRelu": (0.01, 0), "ThresholdedRelu": (1.0, 0), "HardSigmoid": (0.2, 0.5), "Elu": (1.0, 0), "Affine": (1.0, 0.0), "ScaledTanh": (1.0, 1.0)}
TAKES_BETA = {"HardSigmoid", "Affine", "ScaledTanh"}
USUAL = {"RNN": ["Tanh"], "GRU": ["Sigmoid", "Tanh"], "LSTM": ["Sigmoid", "Tanh", "Tanh"]}


def activations(kind, attributes, directions):
    names = attributes.get("activations") or USUAL[kind] * directions
    alphas, betas = list(attributes.get("activation_alpha", [])), list(attributes.get("activation_beta", []))
    functions = []
    for given in names:
        name = next(known for known in ACTIVATIONS if known.lower() == given.lower())
        alpha, beta = DEFAULTS.get(name, (0, 0))
        if name in DEFAULTS and alphas:
            alpha = alphas.pop(0)
        if name in TAKES_BETA and betas:
            beta = betas.pop(0)
        functions.append(lambda x, f=ACTIVATIONS[name], a=alpha, b=beta: f(x, a, b))
    each = len(USUAL[kind])
    return [functions[direction * each:(direction + 1) * each] for direction in range(directions)]


def step(kind, x, h, c, weights, attributes, functions):
    w, r, wb, rb, p = weights
    size = len(h)
    limit = attributes.get("clip", math.inf)
    clip = lambda value: max(-limit, min(limit, value))
    from_x = [a + b for a, b in zip(product(w, x), wb)]
    from_h = [a + b for a, b in zip(product(r, h), rb)]
    both = [a + b for a, b in zip(from_x, from_h)]
    f = functions[0]
    if kind == "RNN":
        return [f(clip(value)) for value in both], c
    g = functions[1]
    if kind == "GRU":
        z = [f(clip(value)) for value in both[:size]]
        reset = [f(clip(value)) for value in both[size:2 * size]]
        if attributes.get("linear_before_reset", 0):
            inner = [a * b for a, b in zip(reset, from_h[2 * size:])]
        else:
            inner = [a + b for a, b in zip(product(r[2 * size:], [a * b for a, b in zip(reset, h)]), rb[2 * size:])]
        candidate = [g(clip(a + b)) for a, b in zip(from_x[2 * size:], inner)]
        return [(1 - a) * n + a * old for a, n, old in zip(z, candidate, h)], c
    i = [f(clip(both[k] + p[k] * c[k])) for k in range(size)]
    forget = [1 - i[k] if attributes.get("input_forget", 0) else f(clip(both[2 * size + k] + p[2 * size + k] * c[k])) for k in range(size)]
    new = [forget[k] * c[k] + i[k] * g(clip(both[3 * size + k])) for k in range(size)]
    o = [f(clip(both[size + k] + p[size + k] * new[k])) for k in range(size)]
    return [o[k] * functions[2](new[k]) for k in range(size)], new


def run(kind, values, attributes):
    x, w, r = values["X"], values["W"], values["R"]
    batch_first = attributes.get("layout", 0)
    if batch_first:
        x = [[row[t] for row in x] for t in range(len(x[0]))]
    time, batch, directions, size = len(x), len(x[0]), len(w), len(r[0][0])
    rows = GATES[kind] * size
    swap = lambda state: [[row[d] for row in state] for d in range(directions)] if batch_first else state
    hidden = swap(values["initial_h"]) if "initial_h" in values else full(0.0, directions, batch, size)
    cells = swap(values["initial_c"]) if "initial_c" in values else full(0.0, directions, batch, size)
    lengths = values.get("sequence_lens", [time] * batch)
    bias, peepholes = values.get("B", full(0.0, directions, 2 * rows)), values.get("P", full(0.0, directions, 3 * size))
    functions = activations(kind, attributes, directions)
    y, y_h, y_c = full(0.0, time, directions, batch, size), full(0.0, directions, batch, size), full(0.0, directions, batch, size)
    for d in range(directions):
        weights = (w[d], r[d], bias[d][:rows], bias[d][rows:], peepholes[d])
        reverse = attributes.get("direction", "forward") == "reverse" or d == 1
        for b in range(batch):
            h, c = hidden[d][b], cells[d][b]
            order = range(lengths[b])
            for t in reversed(order) if reverse else order:
                h, c = step(kind, x[t][b], h, c, weights, attributes, functions[d])
                y[t][d][b] = h
            y_h[d][b], y_c[d][b] = h, c
    if batch_first:
        y = [[[y[t][d][b] for d in range(directions)] for t in range(time)] for b in range(batch)]
        y_h = [[y_h[d][b] for d in range(directions)] for b in range(batch)]
        y_c = [[y_c[d][b] for d in range(directions)] for b in range(batch)]
    return {"Y": y, "Y_h": y_h, "Y_c": y_c}


SLOTS = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]


def write(folder, name, kind, values, attributes, outputs, opset=22):
    values = {key: value if key == "sequence_lens" else single(value) for key, value in values.items()}
    used = [slot for slot in SLOTS if slot in values]
    slots = [slot if slot in values else "" for slot in SLOTS[:SLOTS.index(used[-1]) + 1]]
    results = run(kind, values, attributes)
    node = b"".join(blob(1, slot) for slot in slots) + b"".join(blob(2, one) for one in outputs) + blob(4, kind)
    node += b"".join(blob(5, attribute(key, value)) for key, value in attributes.items())
    kinds = {slot: INT32 if slot == "sequence_lens" else FLOAT for slot in used}
    asked = [one for one in outputs if one]
    graph = blob(1, node) + blob(2, name)
    graph += b"".join(blob(11, info(slot, values[slot], kinds[slot])) for slot in used) + b"".join(blob(12, info(one, results[one])) for one in asked)
    model = number(1, 10) + blob(2, "backend-test") + blob(7, graph) + blob(8, blob(1, "") + number(2, opset))
    data = os.path.join(folder, name, "test_data_set_0")
    os.makedirs(data, exist_ok=True)
    files = {"../model.onnx": model}
    files.update({f"input_{k}.pb": tensor(slot, values[slot], kinds[slot]) for k, slot in enumerate(used)})
    files.update({f"output_{k}.pb": tensor(one, results[one]) for k, one in enumerate(asked)})
    for file, content in files.items():
        with open(os.path.join(data, file), "wb") as stream:
            stream.write(content)


def constant(kind, hidden, features, scale, directions=1):
    return {"W": full(scale, directions, GATES[kind] * hidden, features), "R": full(scale, directions, GATES[kind] * hidden, hidden)}


def with_bias(kind, hidden, value):
    rows = GATES[kind] * hidden
    return [[value] * rows + [0.0] * rows]


def suite(folder):
    """The names of onnx/onnx."""
    three = [[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]]
    wide = [[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]]
    long = wide + [[[10.0, 11.0, 12.0], [13.0, 14.0, 15.0], [16.0, 17.0, 18.0]]]
    rows = [[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]]]
    source = random.Random(7)
    for kind, prefix, hidden, tall, scale in (("RNN", "simple_rnn", 4, 4, 0.5), ("GRU", "gru", 5, 3, 0.2), ("LSTM", "lstm", 3, 4, 0.3)):
        write(folder, f"test_{prefix}_defaults", kind, {"X": three, **constant(kind, hidden, 2, 0.1)}, {"hidden_size": hidden}, ["", "Y_h"])
        write(folder, f"test_{prefix}_with_initial_bias", kind, {"X": wide, **constant(kind, tall, 3, 0.1), "B": with_bias(kind, tall, 0.1)}, {"hidden_size": tall}, ["", "Y_h"])
        size = {"RNN": 4, "GRU": 6, "LSTM": 7}[kind]
        write(folder, f"test_{prefix}_batchwise", kind, {"X": rows, **constant(kind, size, 2, scale)}, {"hidden_size": size, "layout": 1}, ["Y", "Y_h"])
        write(folder, f"test_{prefix}_reverse", kind, {"X": three, **constant(kind, hidden, 2, 0.1)}, {"hidden_size": hidden, "direction": "reverse"}, ["Y", "Y_h"])
        write(folder, f"test_{prefix}_bidirectional", kind, {"X": three, **constant(kind, hidden, 2, 0.1, 2)}, {"hidden_size": hidden, "direction": "bidirectional"}, ["Y", "Y_h"])
        if kind != "LSTM":
            count = GATES[kind] * 5
            values = {"X": long, "W": randoms(source, 1, count, 3), "R": randoms(source, 1, count, 5), "B": randoms(source, 1, 2 * count)}
            write(folder, f"test_{'rnn' if kind == 'RNN' else 'gru'}_seq_length", kind, values, {"hidden_size": 5}, ["", "Y_h"])
    values = {"X": [[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]], **constant("LSTM", 3, 4, 0.1), "B": full(0.0, 1, 24), "sequence_lens": [1, 1]}
    values.update(initial_h=full(0.0, 1, 2, 3), initial_c=full(0.0, 1, 2, 3), P=full(0.1, 1, 9))
    write(folder, "test_lstm_with_peepholes", "LSTM", values, {"hidden_size": 3}, ["", "Y_h"])


def everything(folder):
    """What the suite leaves out: every attribute, with random weights."""
    source = random.Random(11)
    names = list(ACTIVATIONS)
    for kind in GATES:
        each = len(USUAL[kind])
        for index, direction in enumerate(("forward", "reverse", "bidirectional")):
            directions = 2 if index == 2 else 1
            rows = GATES[kind] * 4
            values = {
                "X": randoms(source, 5, 3, 2), "W": randoms(source, directions, rows, 2), "R": randoms(source, directions, rows, 4),
                "B": randoms(source, directions, 2 * rows), "sequence_lens": [5, 2, 3], "initial_h": randoms(source, directions, 3, 4)}
            outputs = ["Y", "Y_h"]
            if kind == "LSTM":
                values.update(initial_c=randoms(source, directions, 3, 4), P=randoms(source, directions, 12))
                outputs = ["Y", "Y_h", "Y_c"]
            base = {"direction": direction}
            cases = {"all_inputs": {"hidden_size": 4}, "clip": {"clip": 0.6, "hidden_size": 4}, "no_hidden_size": {}}
            cases["reset" if kind == "GRU" else "coupled"] = {"GRU": {"linear_before_reset": 1}, "LSTM": {"input_forget": 1}}.get(kind, {"clip": 0.3})
            for first in range(len(names)):
                chosen = [names[(first + k * 4) % len(names)] for k in range(each * directions)]
                chosen = [name.lower() if first % 3 == 1 else name for name in chosen]
                alphas = [0.5 + 0.1 * k for k in range(sum(any(name.lower() == known.lower() for known in DEFAULTS) for name in chosen))]
                betas = [0.3 + 0.1 * k for k in range(sum(any(name.lower() == known.lower() for known in TAKES_BETA) for name in chosen))]
                attributes = {"activations": chosen}
                if alphas:
                    attributes["activation_alpha"] = alphas
                if betas:
                    attributes["activation_beta"] = betas
                cases[f"activations_{first}"] = {**attributes, "hidden_size": 4, "clip": 2.0}
            for name, attributes in cases.items():
                write(folder, f"case_{kind.lower()}_{direction}_{name}", kind, values, {**base, **attributes}, outputs, opset=[7, 14, 22][index])
            turned = {**values, "X": [[step[b] for step in values["X"]] for b in range(3)]}
            for state in ("initial_h", "initial_c"):
                if state in turned:
                    turned[state] = [[part[b] for part in turned[state]] for b in range(3)]
            write(folder, f"case_{kind.lower()}_{direction}_layout", kind, turned, {**base, "layout": 1, "hidden_size": 4}, outputs)
            write(folder, f"case_{kind.lower()}_{direction}_last_output", kind, {key: values[key] for key in ("X", "W", "R")}, {**base, "hidden_size": 4}, [""] * (len(outputs) - 1) + outputs[-1:])


suite(sys.argv[1])
if len(sys.argv) > 2:
    everything(sys.argv[2])
