#!/usr/bin/env bash
# Japanese vowels: official split, five seeds.
# usage: experiments/japanese-vowels/run.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/japanese-vowels/japanese-vowels.cs -- "${1:-../shared/data/signal-processing/japanese-vowels}" experiments/japanese-vowels/result.json 5
