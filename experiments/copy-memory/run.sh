#!/usr/bin/env bash
# Copy memory: 200 blanks with three layers of minimal GRU, 1,000 blanks with a layer of minimal GRU below one of attention without positions.
# usage: experiments/copy-memory/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
experiments/long-memory/run-all.sh experiments/copy-memory/result.json \
  copy length=200 cell=mingru hidden=128 layers=3 batch=32 steps=8000 rate=0.002 grow=10 short=0.85 look=100 must=0.01 -- \
  copy length=1000 cell=mingru+transformer positions=none hidden=64 layers=2 batch=20 steps=3000 rate=0.002 grow=10 short=0.95 look=100 seeds=1,2,3 must=0.01 aim=3.5e-5
