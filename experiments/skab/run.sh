#!/usr/bin/env bash
# SKAB valve1, 16 files: one detector a file, default settings, 400 rows to learn from, the rest to judge.
# usage: experiments/skab/run.sh [FOLDER with valve1/]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/skab/skab.cs -- "${1:-../shared/data/anomaly-detection/skab}" experiments/skab/result.json 5
