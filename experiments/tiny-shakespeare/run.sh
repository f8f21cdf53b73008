#!/usr/bin/env bash
# Tiny Shakespeare: character by character, the first 90 % to learn from for a number of epochs that is fixed beforehand, the last 10 % to score on.
# usage: experiments/tiny-shakespeare/run.sh [input.txt]
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
dotnet run -c Release --no-build --project src/Recurrent.Cli -- train generate "$work/train.txt" --test "$work/test.txt" \
  --hidden 512 --segment 64 --dropout 0.3 --input-dropout 0.1 --epochs 8 --valid-share 0 --seed 1 --out "$work/run"
dotnet run experiments/write-result.cs -- "tiny shakespeare" "nats per character" nats_per_char 1.57 1.47 $((SECONDS - start)) experiments/tiny-shakespeare/result.json \
  "$work/run/metrics.json"
