"""Checkpoints and outputs of PyTorch's own layers, and every form of tensor that torch.save writes."""
import collections
import sys

import torch

import stored

torch.set_num_threads(1)
target = sys.argv[1]


def numbers(tensors):
    return {name: tensor.detach().contiguous().numpy() for name, tensor in tensors.items()}


class Tagger(torch.nn.Module):
    """One of each layer that is recognised, below each other as a user's model has them."""

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(11, 5)
        self.encoder = torch.nn.ModuleDict({"lstm": torch.nn.LSTM(5, 6, num_layers=3, bidirectional=True)})
        self.norm = torch.nn.LayerNorm(12)
        self.head = torch.nn.Linear(12, 4)

    def forward(self, tokens):
        hidden, _ = self.encoder["lstm"](self.embedding(tokens))
        return self.head(self.norm(hidden))


def run(name, seed, layer, inputs):
    """Writes a layer's state_dict as .safetensors and .pt, and what the layer gives in double precision."""
    torch.manual_seed(seed)
    module = layer()
    state = module.state_dict()
    stored.write(f"{target}/{name}.safetensors", numbers(state))
    torch.save(state, f"{target}/{name}.pt")
    given = torch.randn(7, 3, inputs)
    output, final = module.double()(given.double())
    finals = dict(zip(("hn", "cn"), final)) if isinstance(final, tuple) else {"hn": final}
    arrays = {"input": given, "output": output.float()} | {key: value.float() for key, value in finals.items()}
    stored.write(f"{target}/{name}.expected.safetensors", numbers(arrays))


run("lstm-l3-bi", 1, lambda: torch.nn.LSTM(5, 6, num_layers=3, bidirectional=True), 5)
run("lstm-projected", 2, lambda: torch.nn.LSTM(4, 6, num_layers=2, bidirectional=True, proj_size=3), 4)
run("lstm-no-bias", 3, lambda: torch.nn.LSTM(4, 5, bias=False), 4)
run("gru-l2", 4, lambda: torch.nn.GRU(3, 4, num_layers=2), 3)
run("rnn-relu", 5, lambda: torch.nn.RNN(3, 4, nonlinearity="relu"), 3)

# A whole model in a checkpoint of a training run, wrapped as DataParallel and torch.compile wrap it.
torch.manual_seed(6)
model = Tagger()
tokens = torch.randint(0, 11, (7, 3))
wrapped = collections.OrderedDict((f"module._orig_mod.{name}", tensor) for name, tensor in model.state_dict().items())
optimizer = torch.optim.Adam(model.parameters())
model(tokens).sum().backward()
optimizer.step()
torch.save({"epoch": 3, "best": 0.5, "note": "übung", "done": True, "state_dict": wrapped, "optimizer": optimizer.state_dict()}, f"{target}/checkpoint.pth")
with torch.no_grad():
    after = model.double()(tokens).float()
stored.write(f"{target}/checkpoint.expected.safetensors", numbers({"tokens": tokens, "output": after}))

# Every kind of value: types, views, shared storages, parameters, containers, scalars.
torch.manual_seed(7)
base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
forms = {
    "float64": torch.tensor([1.5, -2.25], dtype=torch.float64),
    "float16": torch.tensor([1.5, -2.25, 65504.0], dtype=torch.float16),
    "bfloat16": torch.tensor([1.5, -2.25, 3.0e38], dtype=torch.bfloat16),
    "int64": torch.tensor([[1, -2], [3, 1 << 24]]),
    "int32": torch.tensor([7, -8], dtype=torch.int32),
    "int16": torch.tensor([7, -32768], dtype=torch.int16),
    "int8": torch.tensor([7, -128], dtype=torch.int8),
    "uint8": torch.tensor([7, 255], dtype=torch.uint8),
    "bool": torch.tensor([True, False]),
    "scalar": torch.tensor(2.5),
    "empty": torch.zeros(0, 3),
    "base": base,
    "transposed": base.t(),
    "rows": base[1:3],
    "column": base[:, 2],
    "strided": base[::2, 1::2],
    "expanded": torch.tensor([[1.0], [2.0]]).expand(2, 3),
    "parameter": torch.nn.Parameter(torch.tensor([4.0, 5.0])),
    "nested": [torch.tensor([1.0]), {"deep": (torch.tensor([2.0]), 7, None)}],
    "step": 12,
    "big": 1 << 70,
    "rate": 1e-3,
    "size": torch.Size([2, 3]),
    "type": torch.float32,
    "device": torch.device("cpu"),
}
torch.save(forms, f"{target}/forms.pt")
torch.save(forms, f"{target}/forms-protocol4.pt", pickle_protocol=4)
tensors = {name: value for name, value in forms.items() if isinstance(value, torch.Tensor) and value.dtype != torch.bfloat16}
tensors["bfloat16"] = forms["bfloat16"].float()
tensors |= {"nested.0": torch.tensor([1.0]), "nested.1.deep.0": torch.tensor([2.0])}
stored.write(f"{target}/forms.expected.safetensors", {name: tensor.detach().float().contiguous().numpy() for name, tensor in tensors.items()})

# What must be refused: a whole model (classes), one value that is a tensor of 400 MB, the form before version 1.6; and a TorchScript archive, whose tensors are plain.
torch.save(model, f"{target}/whole-module.pt")
torch.save({"repeated": torch.zeros(1).expand(100_000_000)}, f"{target}/repeated.pt")
torch.save(base, f"{target}/legacy.pt", _use_new_zipfile_serialization=False)
torch.manual_seed(8)
scripted = torch.nn.Sequential(collections.OrderedDict(head=torch.nn.Linear(3, 2)))
torch.jit.script(scripted).save(f"{target}/scripted.pt")
stored.write(f"{target}/scripted.expected.safetensors", numbers(scripted.state_dict()))
