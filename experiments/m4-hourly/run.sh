#!/usr/bin/env bash
# M4 hourly: trains on the official training file with default settings, scores on the official test file.
# usage: experiments/m4-hourly/run.sh [FOLDER with Hourly-train.csv.gz and Hourly-test.csv]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/time-series-forecasting/m4-hourly}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release src/Recurrent.Cli
start=$SECONDS
dotnet run -c Release --no-build --project src/Recurrent.Cli -- train forecast "$data/Hourly-train.csv.gz" --wide --horizon 48 \
  --test "$data/Hourly-test.csv" --seed 1 --out "$work/run"
dotnet run experiments/write-result.cs -- "M4 hourly" "OWA" owa 0.5 0.41 $((SECONDS - start)) experiments/m4-hourly/result.json "$work/run/metrics.json"
