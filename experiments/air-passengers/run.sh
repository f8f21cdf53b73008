#!/usr/bin/env bash
# Monthly airline passengers: the last 12 months held out, default settings, ten seeds.
# usage: experiments/air-passengers/run.sh [FILE.csv]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/time-series-forecasting/classics/air-passengers.csv}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release src/Recurrent.Cli
start=$SECONDS
for seed in 1 2 3 4 5 6 7 8 9 10; do
  dotnet run -c Release --no-build --project src/Recurrent.Cli -- train forecast "$data" --horizon 12 --seed $seed --quiet --out "$work/$seed"
done
dotnet run experiments/write-result.cs -- "air passengers, last 12 months" "MASE" mase 1.5708 - $((SECONDS - start)) experiments/air-passengers/result.json \
  "$work"/{1,2,3,4,5,6,7,8,9,10}/metrics.json
