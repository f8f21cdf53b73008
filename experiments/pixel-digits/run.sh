#!/usr/bin/env bash
# Digits pixel by pixel (784 steps) and row by row (28 steps of 28): a GRU.
# usage: experiments/pixel-digits/run.sh [FOLDER with the IDX files]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/signal-processing/sequential-mnist}
experiments/long-memory/run-all.sh experiments/pixel-digits/result.json \
  digits-pixels data="$data" cell=gru hidden=128 batch=50 steps=4480 rate=0.002 look=160 grow=49 short=0.6 must=0.93 aim=0.97 -- \
  digits-rows data="$data" cell=gru hidden=128 batch=50 steps=4000 rate=0.002 look=160
