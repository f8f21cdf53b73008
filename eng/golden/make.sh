#!/usr/bin/env bash
# Rebuilds tests/golden from libtorch: see README.md in this folder.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
output="$root/artifacts/bin/Recurrent.Golden/release"
target="$root/tests/golden"
dotnet build "$root/eng/golden" -c Release -v quiet --nologo

# Systems with a libstdc++ older than GCC 13 need a shim before TorchSharp's native library loads;
# the tool lies beside the checkout and does nothing where the system library is new enough.
tool="$root/../shared/tools/torch-on-old-libstdcxx.py"
if [[ $(uname -s) == Linux && -f $tool ]]; then python3 "$tool" "$output"; fi
if [[ -f $output/libtorchshim.so ]]; then export LD_PRELOAD="$output/libtorchshim.so"; fi

mkdir -p "$target"
rm -f "$target"/*.safetensors "$target/manifest.json"
dotnet "$output/Recurrent.Golden.dll" "$target"
du -sh --apparent-size "$target"
