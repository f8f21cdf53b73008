#!/usr/bin/env bash
# Adding problem: 600 and 2,000 steps, a GRU.
# usage: experiments/adding-problem/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
experiments/long-memory/run-all.sh experiments/adding-problem/result.json \
  adding length=600 cell=gru hidden=128 steps=4000 rate=0.003 grow=50 look=100 must=0.001 aim=5.3e-5 -- \
  adding length=2000 cell=gru hidden=128 steps=2000 rate=0.003 grow=50 look=100 must=0.001 aim=5.3e-5
