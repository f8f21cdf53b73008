"""Files in the layouts of Keras 2 and 3, written with the HDF5 library that Keras uses (h5py), beside what their layers give."""
import io
import json
import sys
import zipfile

import h5py
import numpy

import keras_formulas as formulas
import stored

target = sys.argv[1]
random = numpy.random.default_rng(11)


def draw(*shape):
    return random.uniform(-0.6, 0.6, shape).astype("float32")


def wide(arrays):
    return [array.astype("float64") for array in arrays]


def recurrent(gates, inputs, size, bias=True, two=False):
    arrays = [draw(inputs, gates * size), draw(size, gates * size)]
    return arrays + ([draw(2, gates * size) if two else draw(gates * size)] if bias else [])


def described(class_name, name, **config):
    return {"module": "keras.layers", "class_name": class_name, "config": {"name": name, "trainable": True, "dtype": "float32"} | config, "registered_name": None}


def model(class_name, layers):
    return {"module": "keras", "class_name": class_name, "config": {"name": "model", "layers": layers}, "registered_name": class_name}


LSTM = {"return_sequences": True, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True, "go_backwards": False}
GRU = LSTM | {"reset_after": True}


def keras3_weights(parts):
    """Groups below layers, every part's arrays numbered below vars, as the version 3 writes them."""
    memory = io.BytesIO()
    with h5py.File(memory, "w") as file:
        for path, arrays in parts:
            group = file.create_group(path).create_group("vars")
            for number, array in enumerate(arrays):
                group[str(number)] = array
    return memory.getvalue()


def keras3(name, config, parts):
    with zipfile.ZipFile(f"{target}/{name}.keras", "w") as archive:
        for file, text in (("metadata.json", {"keras_version": "3.0.0"}), ("config.json", config)):
            archive.writestr(zipfile.ZipInfo(file), json.dumps(text))
        archive.writestr(zipfile.ZipInfo("model.weights.h5"), keras3_weights(parts))


def keras2(path, layers, config=None):
    """A group for every layer with a list of its arrays, as the version 2 writes them; the whole model below model_weights."""
    with h5py.File(f"{target}/{path}", "w") as file:
        group = file
        if config is not None:
            file.attrs["keras_version"] = b"2.15.0"
            file.attrs["backend"] = b"tensorflow"
            file.attrs["model_config"] = json.dumps(config).encode("utf8")
            group = file.create_group("model_weights")
        group.attrs["layer_names"] = numpy.asarray([name.encode() for name, _ in layers])
        for name, arrays in layers:
            own = group.create_group(name)
            names = [own_name.encode() for own_name, _ in arrays]
            own.attrs["weight_names"] = numpy.asarray(names) if names else []
            for own_name, array in arrays:
                own.create_dataset(own_name, array.shape, dtype=array.dtype)[...] = array


def expect(name, arrays):
    stored.write(f"{target}/{name}.expected.safetensors", {key: array.astype("float32") for key, array in arrays.items()})


# A GRU with the reset after the product, normalisation and classes, as .keras.
x = random.normal(size=(7, 3, 4))
cell, norm, dense = recurrent(3, 4, 5, two=True), [draw(5), draw(5)], [draw(5, 3), draw(3)]
keras3(
    "keras-gru",
    model("Sequential", [
        described("InputLayer", "input", batch_shape=[None, None, 4]), described("GRU", "reader", units=5, **GRU), described("Dropout", "dropout", rate=0.1),
        described("LayerNormalization", "norm", axis=-1, epsilon=0.001, center=True, scale=True), described("Dense", "classes", units=3, activation="softmax", use_bias=True)]),
    [("layers/gru", []), ("layers/gru/cell", cell), ("layers/dropout", []), ("layers/dropout/seed_generator", [numpy.zeros(2, "uint32")]),
     ("layers/layer_normalization", norm), ("layers/dense", dense), ("optimizer", [numpy.array(3, "int64"), draw(4, 15)])])
hidden = formulas.gru(x, *wide(cell))
normal = formulas.layer_normalization(hidden, *wide(norm), 0.001)
expect("keras-gru", {"input": x, "reader": hidden, "norm": normal, "classes": normal @ dense[0].astype("float64") + dense[1]})

# The other form of the GRU, and one without biases, as a whole model of version 2.
first, second = recurrent(3, 4, 5), recurrent(3, 5, 6, bias=False)
keras2(
    "keras-gru-before.h5",
    [("gru", [("gru/gru_cell/kernel:0", first[0]), ("gru/gru_cell/recurrent_kernel:0", first[1]), ("gru/gru_cell/bias:0", first[2])]),
     ("gru_1", [("gru_1/gru_cell_1/kernel:0", second[0]), ("gru_1/gru_cell_1/recurrent_kernel:0", second[1])]), ("dropout", [])],
    model("Sequential", [described("GRU", "gru", **(GRU | {"reset_after": False})), described("GRU", "gru_1", **(GRU | {"reset_after": True, "use_bias": False})), described("Dropout", "dropout")]))
hidden = formulas.gru(x, *wide(first), reset_after=False)
expect("keras-gru-before", {"input": x, "gru": hidden, "gru_1": formulas.gru(hidden, *wide(second))})

# Two layers of the same class in both directions behind an embedding; more layers than one node of an HDF5 group holds.
table, outer, inner = draw(9, 4), [recurrent(4, 4, 3), recurrent(4, 4, 3)], [recurrent(4, 6, 2), recurrent(4, 6, 2)]
wrapped = lambda name: described("Bidirectional", name, merge_mode="concat", layer=described("LSTM", "inner", **LSTM), backward_layer=described("LSTM", "inner", **(LSTM | {"go_backwards": True})))
many = [draw(4, 2) for _ in range(20)]
keras3(
    "keras-bidirectional",
    model("Functional", [described("InputLayer", "tokens"), described("Embedding", "words", input_dim=9, output_dim=4, mask_zero=True), wrapped("outer"), wrapped("deep"),
                         *(described("Dense", f"head_{n}", activation="linear", use_bias=False) for n in range(20))]),
    [("layers/embedding", [table])] + [(f"layers/{name}/{way}/cell", arrays) for name, ways in (("bidirectional", outer), ("bidirectional_1", inner)) for way, arrays in zip(("forward_layer", "backward_layer"), ways)]
    + [("layers/dense" + (f"_{n}" if n else ""), [many[n]]) for n in range(20)])
tokens = random.integers(0, 9, (7, 3))
hidden = formulas.bidirectional(formulas.lstm, table[tokens].astype("float64"), *map(wide, outer))
deep = formulas.bidirectional(formulas.lstm, hidden, *map(wide, inner))
expect("keras-bidirectional", {"tokens": tokens, "outer": hidden, "deep": deep, "head_19": deep @ many[19].astype("float64")})

# Weights alone: version 3 (with double and half precision), version 2.
rnn, both = recurrent(1, 4, 5), [recurrent(3, 4, 2, two=True), recurrent(3, 4, 2, two=True)]
halves = [array.astype("float16") for array in recurrent(4, 4, 3)]
with open(f"{target}/keras-only.weights.h5", "wb") as file:
    file.write(keras3_weights([
        ("layers/simple_rnn/cell", [array.astype("float64") for array in rnn]), ("layers/lstm/cell", halves), ("layers/bidirectional/forward_layer/cell", both[0]),
        ("layers/bidirectional/backward_layer/cell", both[1]), ("layers/conv1d", [draw(3, 4, 2), draw(2)])]))
expect("keras-only", {
    "input": x, "simple_rnn": formulas.simple_rnn(x, *wide(rnn), numpy.tanh), "lstm": formulas.lstm(x, *wide(halves)),
    "bidirectional": formulas.bidirectional(formulas.gru, x, *map(wide, both))})

cell, head = recurrent(4, 4, 5), [draw(5, 2), draw(2)]
keras2("keras-old.weights.h5", [
    ("embedding", [("embedding/embeddings:0", table)]), ("lstm", [("lstm/lstm_cell/kernel:0", cell[0]), ("lstm/lstm_cell/recurrent_kernel:0", cell[1]), ("lstm/lstm_cell/bias:0", cell[2])]),
    ("dense", [("dense/kernel:0", head[0]), ("dense/bias:0", head[1])])])
hidden = formulas.lstm(x, *wide(cell))
expect("keras-old", {"input": x, "lstm": hidden, "dense": hidden @ head[0].astype("float64") + head[1]})

# What must be refused by name.
keras3(
    "keras-refused",
    model("Sequential", [
        described("LSTM", "hard", **(LSTM | {"recurrent_activation": "hard_sigmoid"})), described("GRU", "backwards", **(GRU | {"go_backwards": True})),
        described("Bidirectional", "summed", merge_mode="sum", layer=described("LSTM", "inner", **LSTM)), described("Conv1D", "conv"), described("SimpleRNN", "elu", activation="elu"), described("Functional", "whole")]),
    [("layers/lstm/cell", recurrent(4, 4, 3)), ("layers/gru/cell", recurrent(3, 4, 3, two=True)), ("layers/bidirectional/forward_layer/cell", recurrent(4, 4, 3)),
     ("layers/bidirectional/backward_layer/cell", recurrent(4, 4, 3)), ("layers/conv1_d", [draw(3, 4, 2)]), ("layers/simple_rnn/cell", recurrent(1, 4, 3)), ("layers/functional/layers/dense", [draw(3, 2), draw(2)])])
with h5py.File(f"{target}/keras-chunked.weights.h5", "w") as file:
    file.create_dataset("layers/dense/vars/0", data=draw(64, 64), compression="gzip")
with h5py.File(f"{target}/keras-new-format.weights.h5", "w", libver="latest", track_order=True) as file:
    for number, array in enumerate(head):
        file[f"layers/dense/vars/{number}"] = array
