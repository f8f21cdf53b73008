#!/usr/bin/env bash
# Rebuilds tests/golden/parquet with the writer of Apache Arrow (ParquetSharp): see ../README.md.
# The one file of another writer is kept: second-writer.mjs.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
target="$root/tests/golden/parquet"
dotnet build "$root/eng/golden/parquet" -c Release -v quiet --nologo
mkdir -p "$target"
find "$target" -type f ! -name demand-pages2.parquet -delete
dotnet "$root/artifacts/bin/Recurrent.Golden.Parquet/release/Recurrent.Golden.Parquet.dll" "$target"
du -sh --apparent-size "$target"
