#!/usr/bin/env bash
# Everything a change must pass, cheapest first; stops at the first red.
# usage: eng/check.sh            all of it
#        eng/check.sh tests      build and tests only
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
what=${1:-all}

step() { printf '\n== %s\n' "$*"; }

step "restore"
dotnet restore Recurrent.slnx

if [ "$what" = all ]; then
  step "format"
  dotnet format whitespace Recurrent.slnx --no-restore --verify-no-changes
  # The order of usings, which belongs to no rule; the rules themselves are errors of the build below.
  dotnet format style Recurrent.slnx --no-restore --verify-no-changes --diagnostics IDE0001
fi

step "build (warnings are errors)"
dotnet build Recurrent.slnx -c Release --no-restore

step "tests"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# The command the README gives.
dotnet test -c Release 2>&1 | tee "$log" || status=$?

if [ "$what" = all ] && [ "$status" = 0 ]; then
  step "kernel tests at every vector width"
  eng/isa-matrix.sh 2>&1 | tee -a "$log" || status=$?
fi

if [ "$what" = all ] && [ "$status" = 0 ]; then
  for sample in samples/*/; do
    step "$sample"
    timeout 60 dotnet run -c Release --no-build --project "$sample" || status=$?
  done
fi

if [ "$what" = all ] && [ "$status" = 0 ]; then
  step "one native file (Native AOT)"
  eng/aot.sh || status=$?
fi

# The runners' own summaries, added up to one closing line.
total() { grep -oE "^ *$1: [0-9]+" "$log" | grep -oE '[0-9]+' | awk '{ s += $1 } END { print s + 0 }'; }
passed=$(total succeeded)
failed=$(total failed)
if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
if [ "$passed" = 0 ] && [ "$failed" = 0 ]; then failed=1; fi
printf '\n%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
