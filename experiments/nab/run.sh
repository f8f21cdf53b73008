#!/usr/bin/env bash
# Numenta Anomaly Benchmark, 31 of its 58 files: one detector a file, default settings, nothing learnt from labels.
# usage: experiments/nab/run.sh [FOLDER with data/ and labels/]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/nab/nab.cs -- "${1:-../shared/data/anomaly-detection/nab}" experiments/nab/result.json 3
