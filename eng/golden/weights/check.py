"""Loads a file that this library wrote with torch.load(weights_only=True) into the layer it is meant for: check.py FILE.pt INPUT HIDDEN LAYERS DIRECTIONS PROJECTION"""
import sys

import torch

path, sizes = sys.argv[1], [int(size) for size in sys.argv[2:]]
state = torch.load(path, weights_only=True) if not path.endswith(".safetensors") else None
layer = torch.nn.LSTM(sizes[0], sizes[1], num_layers=sizes[2], bidirectional=sizes[3] == 2, proj_size=sizes[4])
print(layer.load_state_dict(state), sum(float(value.double().sum()) for value in state.values()))
