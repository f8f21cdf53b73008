#!/usr/bin/env bash
# Tiny Shakespeare with a transformer body: the same split and measure as run.sh, for a number of epochs that is fixed beforehand.
# usage: experiments/tiny-shakespeare/run-transformer.sh [input.txt]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/text-generation/tiny-shakespeare/input.txt}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The text is ASCII, so bytes are characters.
bytes=$(wc -c < "$data")
head -c $((bytes * 9 / 10)) "$data" > "$work/train.txt"
tail -c +$((bytes * 9 / 10 + 1)) "$data" > "$work/test.txt"
dotnet build -c Release src/Recurrent.Cli
start=$SECONDS
dotnet run -c Release --no-build --project src/Recurrent.Cli -- train generate "$work/train.txt" --test "$work/test.txt" --body transformer \
  --layers 6 --hidden 192 --embedding 192 --segment 128 --window 128 --batch-size 16 --dropout 0.1 --learning-rate 0.002 \
  --epochs 6 --valid-share 0 --seed 1 --out "$work/run"
dotnet run experiments/write-result.cs -- "tiny shakespeare, transformer" "nats per character" nats_per_char 1.60 1.50 $((SECONDS - start)) \
  experiments/tiny-shakespeare/result-transformer.json "$work/run/metrics.json"
