#!/usr/bin/env bash
# Silverbox: one seed, official split.
# usage: experiments/silverbox/run.sh [FILE]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/silverbox/silverbox.cs -- "${1:-../shared/data/signal-processing/silverbox/SNLS80mV.csv.gz}" experiments/silverbox/result.json 3
