#!/usr/bin/env bash
# M3 competition, the yearly and the quarterly series: default settings for the yearly, a small network that corrects the theta forecast of each series for
# the quarterly ones; the last 6 and 8 values of each series held out as in the competition.
# usage: experiments/m3/run.sh [FOLDER with m3-yearly.csv and m3-quarterly.csv]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/time-series-forecasting/m3-yearly-quarterly}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One series a line, without padding, becomes one value a line. Years that are not known count from 1900.
lengthen() {
  awk -F, -v quarterly="$2" 'NR == 1 { print "unique_id,ds,y"; next } {
    year = $5 > 0 ? $5 : 1900; quarter = quarterly && $6 > 0 ? $6 - 1 : 0
    for (i = 7; i < 7 + $2; i++) {
      step = i - 7 + quarter
      if (quarterly) printf "%s,%d-%02d-01,%s\n", $1, year + int(step / 4), 1 + 3 * (step % 4), $i
      else printf "%s,%d,%s\n", $1, year + step, $i
    }
  }' "$1"
}

# Chosen on the quarterly series without their last 8 values, the 8 before them held out.
quarterly_settings=(--ensemble 5 --hidden 8 --epochs 5 --set base=theta --set seasonal_periods=4 --set learning_rate=0.0003 --set weight_decay=0.3 --set dropout=0.3)

dotnet build -c Release src/Recurrent.Cli
for part in yearly:6:0:17.88:16.97 quarterly:8:1:9.95:8.96; do
  IFS=: read -r name horizon quarterly must aim <<<"$part"
  lengthen "$data/m3-$name.csv" "$quarterly" > "$work/$name.csv"
  settings=()
  if [ "$name" = quarterly ]; then settings=("${quarterly_settings[@]}"); fi
  start=$SECONDS
  for seed in 1 2 3; do
    dotnet run -c Release --no-build --project src/Recurrent.Cli -- train forecast "$work/$name.csv" --horizon "$horizon" --seed $seed "${settings[@]}" --quiet --out "$work/$name-$seed"
  done
  dotnet run experiments/write-result.cs -- "M3 $name" "sMAPE" smape "$must" "$aim" $((SECONDS - start)) "experiments/m3/result-$name.json" \
    "$work/$name-"{1,2,3}/metrics.json
done
