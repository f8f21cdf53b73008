#!/usr/bin/env bash
# Broad Twitter Corpus: train on btc.train, choose the epoch on btc.dev, score on btc.test; no word vectors.
# usage: experiments/broad-twitter/run.sh [FOLDER with btc.train, btc.dev, btc.test] [SEEDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/named-entity-recognition/broad-twitter-corpus}
seeds=${2:-3}
out=artifacts/runs/broad-twitter
rm -rf "$out"
mkdir -p "$out"
# Seven lines of dev and test have a tag and only white space for a token, one has a blank alone; no entity is among them.
for part in train dev test; do sed -E '/^[[:space:]]+O?$/d' "$data/btc.$part" > "$out/btc.$part"; done
dotnet build -c Release src/Recurrent.Cli
start=$SECONDS
metrics=()
for seed in $(seq "$seeds"); do
  artifacts/bin/Recurrent.Cli/release/rnn train tag "$out/btc.train" --valid "$out/btc.dev" --test "$out/btc.test" --seed "$seed" --out "$out/$seed"
  metrics+=("$out/$seed/metrics.json")
done
dotnet run -c Release experiments/write-result.cs -- "Broad Twitter Corpus, btc.test" "entity F1 (conlleval), no word vectors" f1 - - \
  $((SECONDS - start)) experiments/broad-twitter/result.json "${metrics[@]}"
