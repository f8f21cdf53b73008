#!/usr/bin/env bash
# Tiny Shakespeare with a transformer body: the same split and measure as run.sh, for a number of epochs that is fixed beforehand.
# usage: experiments/tiny-shakespeare/run-transformer.sh [input.txt]
source "$(dirname "$0")/train.sh"
train "tiny shakespeare, transformer" 1.60 1.50 result-transformer.json \
  --body transformer --layers 6 --hidden 192 --embedding 192 --segment 128 --window 128 --batch-size 16 --dropout 0.1 --learning-rate 0.002 --epochs 6
