#!/usr/bin/env bash
# SST-2, sentences only: 6,920 to learn from, 872 to choose by, 1,821 to score on; five networks each, three seeds.
# usage: experiments/sst2/run.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
data="${1:-../shared/data/sentiment-analysis/sst2}"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
start=$SECONDS
dotnet build -c Release src/Recurrent.Cli --nologo -v quiet
for seed in 1 2 3; do
  dotnet run -c Release --no-build --project src/Recurrent.Cli -- train classify "$data/train.tsv" --valid "$data/dev.tsv" --test "$data/test.tsv" \
    --ensemble 5 --seed "$seed" --out "$out/$seed" --quiet
done
dotnet run -c Release experiments/write-result.cs -- "SST-2, sentences only, 1,821 test sentences" "accuracy, official split, five networks" accuracy 0.795 0.83 \
  $((SECONDS - start)) experiments/sst2/result.json "$out"/{1,2,3}/metrics.json
