#!/usr/bin/env bash
# CoNLL-2003 English: train on eng.train, choose the epoch on eng.testa, score on eng.testb; no word vectors.
# usage: experiments/conll2003/run.sh [FOLDER with eng.train.gz, eng.testa, eng.testb] [SEEDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/named-entity-recognition/conll2003}
seeds=${2:-3}
out=artifacts/runs/conll2003
rm -rf "$out"
dotnet build -c Release src/Recurrent.Cli
start=$SECONDS
metrics=()
for seed in $(seq "$seeds"); do
  artifacts/bin/Recurrent.Cli/release/rnn train tag "$data/eng.train.gz" --valid "$data/eng.testa" --test "$data/eng.testb" \
    --seed "$seed" --out "$out/$seed"
  metrics+=("$out/$seed/metrics.json")
done
dotnet run -c Release experiments/write-result.cs -- "CoNLL-2003 English, eng.testb" "entity F1 (conlleval), no word vectors" f1 0.80 0.85 \
  $((SECONDS - start)) experiments/conll2003/result.json "${metrics[@]}"
