#!/usr/bin/env bash
# ETTh1, horizon 96, all channels: the segment-wise network on the usual split, three seeds.
# usage: experiments/etth1/run.sh [ETTh1.csv.gz]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/time-series-forecasting/etth1/ETTh1.csv.gz}
dotnet run -c Release experiments/etth1/etth1.cs -- "$data" experiments/etth1/result.json 1 2 3
