#!/usr/bin/env bash
# Speed of the four text tasks at their default sizes, from a process's start to its end: from stdin to stdout where the task reads lines.
# Models are trained for one to three epochs only, which changes what they answer and not how long it takes, but for a translator that does not
# know yet where sentences end; it gets three.
# usage: experiments/text-speed/run.sh [FOLDER with sentiment-analysis, named-entity-recognition, machine-translation, text-generation]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release src/Recurrent.Cli --nologo -v quiet
rnn=artifacts/bin/Recurrent.Cli/release/rnn

sst=$data/sentiment-analysis/sst2 ner=$data/named-entity-recognition/conll2003 mt=$data/machine-translation/multi30k shakespeare=$data/text-generation/tiny-shakespeare
"$rnn" train classify "$sst/train.tsv" --valid "$sst/dev.tsv" --epochs 1 --seed 1 --out "$work/classify" --quiet > "$work/log"
"$rnn" train tag "$ner/eng.train.gz" --valid "$ner/eng.testa" --epochs 1 --seed 1 --out "$work/tag" --quiet > "$work/log"
"$rnn" train translate --source "$mt/train.en.gz" --target "$mt/train.de.gz" --epochs 3 --seed 1 --out "$work/translate" --quiet > "$work/log"
head -c 200000 "$(find "$shakespeare" -name '*.txt' | head -1)" > "$work/plays.txt"
"$rnn" train generate "$work/plays.txt" --hidden 256 --layers 2 --epochs 1 --seed 1 --out "$work/generate" --quiet > "$work/log"

repeat() { for ((round = 0; round < $1; round++)); do cat "$2"; done; }
cut -f 1 "$sst/test.tsv" > "$work/sentence.txt"
repeat 50 "$work/sentence.txt" > "$work/classify.in"
repeat 8 "$ner/eng.testb" > "$work/tag.in"
zcat "$mt/test_2016_flickr.en.gz" > "$work/caption.txt"
repeat 3 "$work/caption.txt" > "$work/translate.in"

# Median seconds of five runs.
seconds() {
  local run start
  for run in 1 2 3 4 5; do
    start=$(date +%s%N)
    "$@" > "$work/out"
    echo $((($(date +%s%N) - start) / 1000000))
  done | sort -n | sed -n 3p | awk '{ printf "%.3f", $1 / 1000 }'
}
sentences() { awk 'BEGIN { RS = ""; n = 0 } !/^-DOCSTART-/ { n++ } END { print n }' "$1"; }
measure() { # name, items, unit, must, command
  local time
  time=$(seconds "${@:5}")
  awk -v name="$1" -v n="$2" -v unit="$3" -v must="$4" -v t="$time" 'BEGIN { printf "{\"dataset\": \"%s\", \"measure\": \"%s per second\", \"score\": %.0f, \"must\": %s, \"items\": %d, \"seconds\": %.3f}\n", name, unit, n / t, must, n, t }' | tee -a "$work/result"
}
classify() { "$rnn" predict "$work/classify" - --quiet < "$work/classify.in"; }
tag() { "$rnn" predict "$work/tag" - --quiet < "$work/tag.in"; }
translate() { "$rnn" predict "$work/translate" - --beam 1 --quiet < "$work/translate.in"; }
generate() { "$rnn" generate "$work/generate" --length 200000 --seed 1 --quiet; }
measure "classify, SST-2 test" "$(wc -l < "$work/classify.in")" sentences 5000 classify
measure "tag, CoNLL-2003 testb" "$(sentences "$work/tag.in")" sentences 2000 tag
measure "translate, Multi30k test 2016, greedy" "$(wc -l < "$work/translate.in")" sentences 300 translate
measure "generate, two LSTM layers of 256, one stream" 200000 characters 20000 generate
commit=$(git rev-parse --short HEAD)
{ echo "["; sed "s/}\$/, \"commit\": \"$commit\"},/" "$work/result" | sed '$ s/,$//'; echo "]"; } > experiments/text-speed/result.json
