#!/usr/bin/env bash
# MR: sentence polarity, 10-fold cross-validation, three networks each.
# usage: experiments/mr/run.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/mr/mr.cs -- "${1:-../shared/data/sentiment-analysis/mr}" experiments/mr/result.json
