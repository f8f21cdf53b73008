#!/usr/bin/env bash
# Numenta Anomaly Benchmark, 31 of its 58 files: one detector a file, trained on the unscored first part, the same settings for all, three seeds.
# usage: experiments/nab/run.sh [FOLDER with data and labels]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/anomaly-detection/nab}
dotnet run -c Release experiments/nab/nab.cs -- "$data" experiments/nab/result.json 3
