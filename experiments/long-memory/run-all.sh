#!/usr/bin/env bash
# Runs of the long-memory tasks into one result file: a list of results.
# usage: experiments/long-memory/run-all.sh RESULT.json RUN [-- RUN ...]     RUN: what the program takes, without out
set -euo pipefail
cd "$(dirname "$0")/../.."
result=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release experiments/long-memory --nologo -v quiet
number=0
run() {
  number=$((number + 1))
  dotnet run -c Release --no-build --project experiments/long-memory -- "$@" out="$work/$(printf %03d $number).json"
}
words=()
for word in "$@" --; do
  if [[ $word != -- ]]; then words+=("$word"); continue; fi
  run "${words[@]}"
  words=()
done
{ echo '['; cat "$work"/*.json | sed 's/^}$/},/' | sed '$ s/,$//'; echo ']'; } > "$result"
cat "$result"
