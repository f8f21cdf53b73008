#!/usr/bin/env bash
# Rebuilds tests/golden/weights with PyTorch itself and with the HDF5 library that Keras writes its files with (h5py).
# On Debian and Ubuntu: apt-get install --no-install-recommends python3-torch python3-h5py
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../../tests/golden/weights
mkdir -p "$target"
rm -f "$target"/*
OMP_NUM_THREADS=1 /usr/bin/python3 "$here/pytorch.py" "$target"
/usr/bin/python3 "$here/keras_files.py" "$target"
du -sh --apparent-size "$target"
