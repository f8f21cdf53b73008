#!/usr/bin/env bash
# S&P 500, 1999 to 2018: next-day volatility and value-at-risk over the last 1,006 days, five seeds, default settings.
# usage: experiments/sp500/run.sh [PRICES.csv]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/volatility.cs -- "${1:-../shared/data/financial/sp500/sp500.csv.gz}" experiments/sp500/result.json "S&P 500" 5
