#!/usr/bin/env bash
# Cascaded tanks: three seeds, official split.
# usage: experiments/cascaded-tanks/run.sh [FILE]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/cascaded-tanks/cascaded-tanks.cs -- "${1:-../shared/data/signal-processing/cascaded-tanks/dataBenchmark.csv}" experiments/cascaded-tanks/result.json 3
