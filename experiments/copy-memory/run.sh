#!/usr/bin/env bash
# Copy memory: 200 blanks with three layers of minimal GRU, 1,000 blanks with two layers of a transformer.
# usage: experiments/copy-memory/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
experiments/long-memory/run-all.sh experiments/copy-memory/result.json \
  copy length=200 cell=mingru hidden=128 layers=3 batch=32 steps=6000 rate=0.003 grow=10 look=100 must=0.01 -- \
  copy length=1000 cell=transformer positions=sinusoidal hidden=64 layers=2 batch=20 steps=2000 rate=0.001 look=100 must=0.01 aim=3.5e-5
