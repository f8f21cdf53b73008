#!/usr/bin/env bash
# Exchange rates of 8 currencies, 3 days ahead, on the usual split, three seeds.
# usage: experiments/exchange-rate/run.sh [exchange_rate.txt.gz]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/time-series-forecasting/exchange-rate/exchange_rate.txt.gz}
dotnet run -c Release experiments/exchange-rate/exchange-rate.cs -- "$data" experiments/exchange-rate/result.json 1 2 3
