#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt of every library from its sources: what is public and not yet in PublicAPI.Shipped.txt, and with
# *REMOVED* in front what is there and no longer public. The build then fails when the API and the files differ (RS0016, RS0017).
# usage: eng/public-api.sh, then look at the diff
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C

work=$(mktemp -d)
finished=false
finish() {
  if [ "$finished" = false ]; then
    # A build that failed has told nothing about the API: leave the files as they were.
    for saved in "$work"/*.txt; do [ -e "$saved" ] && cp "$saved" "src/$(basename "$saved" .txt)/PublicAPI.Unshipped.txt"; done
    grep -E ': error ' "$work/log" | sort -u || true
  fi
  rm -rf "$work"
}
trap finish EXIT
touch "$work/log"

projects=()
for project in src/*/*.csproj; do
  folder=$(dirname "$project")
  case $folder in *.Cli) continue ;; esac
  projects+=("$project")
  [ -e "$folder/PublicAPI.Shipped.txt" ] || echo '#nullable enable' > "$folder/PublicAPI.Shipped.txt"
  [ -e "$folder/PublicAPI.Unshipped.txt" ] && cp "$folder/PublicAPI.Unshipped.txt" "$work/$(basename "$folder").txt"
  # With nothing declared, the compiler lists all of the API, as warnings so that the projects above are compiled too.
  echo '#nullable enable' > "$folder/PublicAPI.Unshipped.txt"
done
for project in "${projects[@]}"; do
  dotnet build -c Release "$project" -p:TreatWarningsAsErrors=false >> "$work/log"
done
finished=true

for project in "${projects[@]}"; do
  folder=$(dirname "$project")
  {
    echo '#nullable enable'
    grep -F "$(basename "$project")]" "$work/log" | sed -nE \
      -e "s/^.*: warning RS0016: Symbol '(.*)' is not part of the declared public API.*$/\1/p" \
      -e "s/^.*: warning RS0017: Symbol '(.*)' is part of the declared API, but.*$/*REMOVED*\1/p" | sort -u || true
  } > "$folder/PublicAPI.Unshipped.txt"
  printf '%6d  %s\n' "$(($(wc -l < "$folder/PublicAPI.Unshipped.txt") - 1))" "$folder/PublicAPI.Unshipped.txt"
done
