#!/usr/bin/env bash
# Pen digits: official split, three seeds.
# usage: experiments/pen-digits/run.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/pen-digits/pen-digits.cs -- "${1:-../shared/data/signal-processing/pendigits}" experiments/pen-digits/result.json 3
