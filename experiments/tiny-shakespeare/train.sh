# What run.sh and run-transformer.sh share; they source it with their own argument, the text.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/text-generation/tiny-shakespeare/input.txt}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

train() { # DATASET, MUST, AIM, result file, options of rnn train generate
  local dataset=$1 must=$2 aim=$3 result=experiments/tiny-shakespeare/$4 bytes start

  # The text is ASCII, so bytes are characters.
  bytes=$(wc -c < "$data")
  head -c $((bytes * 9 / 10)) "$data" > "$work/train.txt"
  tail -c +$((bytes * 9 / 10 + 1)) "$data" > "$work/test.txt"
  dotnet build -c Release src/Recurrent.Cli
  start=$SECONDS
  dotnet run -c Release --no-build --project src/Recurrent.Cli -- train generate "$work/train.txt" --test "$work/test.txt" "${@:5}" \
    --valid-share 0 --seed 1 --out "$work/run"
  dotnet run experiments/write-result.cs -- "$dataset" "nats per character" nats_per_char "$must" "$aim" $((SECONDS - start)) "$result" "$work/run/metrics.json"
}
