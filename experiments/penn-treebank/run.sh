#!/usr/bin/env bash
# Penn Treebank, word by word, full softmax, state carried over the whole test file.
# usage: experiments/penn-treebank/run.sh [FOLDER with ptb.train.txt.gz, ptb.valid.txt and ptb.test.txt]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/text-generation/ptb}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release src/Recurrent.Cli
start=$SECONDS
dotnet run -c Release --no-build --project src/Recurrent.Cli -- train generate "$data/ptb.train.txt.gz" --valid "$data/ptb.valid.txt" --test "$data/ptb.test.txt" \
  --level word --hidden 400 --embedding 400 --dropout 0.4 --epochs 13 --patience 13 --seed 1 --out "$work/run"
dotnet run experiments/write-result.cs -- "Penn Treebank" "perplexity" perplexity 110 82.7 $((SECONDS - start)) experiments/penn-treebank/result.json "$work/run/metrics.json"
