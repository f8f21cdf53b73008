#!/usr/bin/env bash
# Selective copying: 1,024 steps of noise with 16 symbols in it, three layers of minimal GRU.
# usage: experiments/selective-copying/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
experiments/long-memory/run-all.sh experiments/selective-copying/result.json \
  selective-copy length=1024 cell=mingru hidden=128 layers=3 batch=32 steps=11000 rate=0.002 grow=16 short=0.9 look=100 must=0.95 aim=0.995
