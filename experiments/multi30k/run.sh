#!/usr/bin/env bash
# Multi30k: English to German and to French, default settings, test 2016.
# usage: experiments/multi30k/run.sh [FOLDER] [LANGUAGE...]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/machine-translation/multi30k}
languages=("${@:2}")
if [ ${#languages[@]} -eq 0 ]; then languages=(de fr); fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release src/Recurrent.Cli
for language in "${languages[@]}"; do
  case $language in de) must=32 aim=38 ;; *) must=- aim=55 ;; esac
  start=$SECONDS
  dotnet run -c Release --no-build --project src/Recurrent.Cli -- train translate --source "$data/train.en.gz" --target "$data/train.$language.gz" \
    --valid-source "$data/val.en.gz" --valid-target "$data/val.$language.gz" \
    --test-source "$data/test_2016_flickr.en.gz" --test-target "$data/test_2016_flickr.$language.gz" --target-language "$language" --seed 1 --quiet --out "$work/$language"
  for measure in bleu_lowercase bleu; do
    result="experiments/multi30k/result-$language.json"
    bar=("$must" "$aim")
    if [ "$measure" = bleu ]; then result="experiments/multi30k/result-$language-13a.json" bar=(- -); fi
    dotnet run experiments/write-result.cs -- "Multi30k en-$language, 29,000 pairs, test 2016 (1,000 sentences)" "$measure" "$measure" "${bar[@]}" $((SECONDS - start)) "$result" "$work/$language/metrics.json"
  done
done
