"""Writes named arrays as safetensors, by the format's description alone."""
import json

import numpy

NAMES = {"float32": "F32", "float64": "F64", "float16": "F16", "int64": "I64", "int32": "I32", "bool": "BOOL"}


def write(path, arrays):
    header, data = {}, b""
    for name in sorted(arrays):
        array = numpy.asarray(arrays[name])
        part = array.tobytes()
        header[name] = {"dtype": NAMES[str(array.dtype)], "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)
