#!/usr/bin/env bash
# Tiny Shakespeare: character by character, the first 90 % to learn from for a number of epochs that is fixed beforehand, the last 10 % to score on.
# usage: experiments/tiny-shakespeare/run.sh [input.txt]
source "$(dirname "$0")/train.sh"
train "tiny shakespeare" 1.57 1.47 result.json \
  --hidden 512 --segment 64 --dropout 0.3 --input-dropout 0.1 --epochs 8
