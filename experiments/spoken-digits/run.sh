#!/usr/bin/env bash
# Spoken digits: random splits, the official split and leave-one-speaker-out.
# usage: experiments/spoken-digits/run.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/spoken-digits/spoken-digits.cs -- "${1:-../shared/data/signal-processing/free-spoken-digits/recordings}" experiments/spoken-digits/result.json 3
