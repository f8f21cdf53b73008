#!/usr/bin/env bash
# bAbI: questions about stories, a model for each of the shared tasks.
# usage: experiments/babi/run.sh [FOLDER] [1k|10k]
set -euo pipefail
cd "$(dirname "$0")/../.."
size=${2:-1k}
dotnet run -c Release experiments/babi/babi.cs -- "${1:-../shared/data/question-answering/babi}" "$size" "experiments/babi/result$([ "$size" = 1k ] || echo "-$size").json"
