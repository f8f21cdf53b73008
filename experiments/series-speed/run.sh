#!/usr/bin/env bash
# Speed of forecasting and anomaly scoring, from a process's start to its end: all 414 series of M4 hourly, 48 steps ahead, on all cores; a stream of
# one channel from stdin to stdout on one core.
# usage: experiments/series-speed/run.sh [FOLDER with Hourly-train.csv.gz and Hourly-test.csv]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/time-series-forecasting/m4-hourly}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release src/Recurrent.Cli --nologo -v quiet
rnn=$PWD/artifacts/bin/Recurrent.Cli/release/rnn

"$rnn" train forecast "$data/Hourly-train.csv.gz" --wide --horizon 48 --test "$data/Hourly-test.csv" --epochs 1 --seed 1 --out "$work/forecast" --quiet > "$work/log"
wave() { awk -v n="$1" 'BEGIN { srand(1); print "value"; for (i = 0; i < n; i++) printf "%.4f\n", sin(i / 20) + 0.1 * rand() }'; }
wave 4000 > "$work/normal.csv"
wave 2000000 > "$work/stream.csv"
"$rnn" train detect "$work/normal.csv" --epochs 2 --seed 1 --out "$work/detect" --quiet > "$work/log"

# Median seconds of five runs.
seconds() {
  local run start
  for run in 1 2 3 4 5; do
    start=$(date +%s%N)
    "$@" > "$work/out"
    echo $((($(date +%s%N) - start) / 1000000))
  done | sort -n | sed -n 3p | awk '{ printf "%.3f", $1 / 1000 }'
}
forecast() { "$rnn" predict "$work/forecast" --out "$work/forecast.csv" --quiet; }
detect() { taskset -c 0 "$rnn" predict "$work/detect" - --quiet < "$work/stream.csv"; }
time=$(seconds forecast)
[[ $(wc -l < "$work/forecast.csv") == $((414 * 48 + 1)) ]]
stream=$(seconds detect)
[[ $(wc -l < "$work/out") == 2000001 ]]
rate=$(awk -v t="$stream" 'BEGIN { printf "%.0f", 2000000 / t }')
cat > experiments/series-speed/result.json <<JSON
[
{"dataset": "M4 hourly, 414 series, 48 steps", "measure": "seconds of rnn predict, loading and writing included", "score": $time, "must": 1, "seconds": $time, "commit": "$(git rev-parse --short HEAD)"},
{"dataset": "generated wave, 2,000,000 points", "measure": "points per second of rnn predict, stdin to stdout, one core", "score": $rate, "must": 200000, "seconds": $stream, "commit": "$(git rev-parse --short HEAD)"}
]
JSON
cat experiments/series-speed/result.json
