#!/usr/bin/env bash
# WTI crude oil, 1986 to 2019: next-day volatility and value-at-risk over the last 1,664 days, five seeds, default settings.
# usage: experiments/wti/run.sh [PRICES.csv]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/volatility.cs -- "${1:-../shared/data/financial/wti/wti.csv.gz}" experiments/wti/result.json WTI 5
