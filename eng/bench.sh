#!/usr/bin/env bash
# Measures us against libtorch and ONNX Runtime in one process, and keeps the result with its versions.
# usage: eng/bench.sh compare [train|infer|step|step1|step-bits|step-many|packed|model|memory|lengths|all|conditions] [--quick] [--threads N] [--case SUBSTRING] [--against COMMIT] [--check] [--json]
# Text goes to the screen and, unless --case, --threads, --against or --check is given, to bench/results/<cpu>/<subcommand>.txt
# (<subcommand>.quick.txt with --quick). With --json one JSON object goes to standard output and nothing is kept.
# --against runs our work tree beside our code of another commit in place of other libraries.
# --check compares outputs and gradients and times nothing. Exit 1 when those of the two sides differ.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

if [[ ${1:-} != compare ]]; then
  sed -n '2,7s/^# //p' "$0" >&2
  exit 1
fi
shift

subcommand=all quick="" json="" partial="" previous="" commit="" words=()
for argument in "$@"; do
  case $previous/$argument in
    --against/*) commit=$argument ;;
    --threads/*|--case/*|--cell/*|--input/*|--hidden/*|--batch/*|--time/*) ;;
    */--quick) quick=.quick ;;
    */--json) json=1 ;;
    */--case|*/--threads|*/--check|*/--against|*/--cell|*/--input|*/--hidden|*/--batch|*/--time) partial=1 ;;
    */[a-z]*) subcommand=$argument ;;
  esac
  # The program takes a folder where this script takes a commit.
  [[ $previous == --against ]] || words+=("$argument")
  [[ $argument == --against ]] && unset 'words[-1]'
  previous=$argument
done
if [[ $previous == --against ]]; then
  echo "--against needs a commit." >&2
  exit 1
fi
set -- "${words[@]}"

project=bench/Recurrent.Comparison
output=artifacts/bin/Recurrent.Comparison/release
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! dotnet build "$project" -c Release -v quiet --nologo >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi

if [[ -n $commit ]]; then
  hash=$(git rev-parse --verify --quiet "$commit^{commit}") || { echo "--against got '$commit', expected a commit of this repository." >&2; exit 1; }
  other=artifacts/versions/$hash
  if [[ ! -d $other/bin ]]; then
    rm -rf "$other" && mkdir -p "$other"
    git archive "$hash" | tar -x -C "$other"
    if ! (cd "$other" && dotnet build src/Recurrent.Training -c Release -v quiet --nologo) >"$log" 2>&1; then
      cat "$log" >&2
      exit 1
    fi
    mv "$other/artifacts/bin/Recurrent.Training/release" "$other/bin"
  fi
  set -- "$@" --against "$other/bin"
fi

# Systems with a libstdc++ older than GCC 13 need a shim before TorchSharp's native library loads;
# the tool lies beside the checkout and changes nothing where the system library is new enough.
tool=../shared/tools/torch-on-old-libstdcxx.py
preload=${LD_PRELOAD:-}
if [[ $(uname -s) == Linux && -f $tool ]]; then python3 "$tool" "$output" >"$log"; fi
if [[ -f $output/libtorchshim.so ]]; then preload="$PWD/$output/libtorchshim.so${preload:+:$preload}"; fi

# A host's defaults: workstation garbage collection, tiered compilation as it comes.
run() { env ${preload:+LD_PRELOAD="$preload"} DOTNET_gcServer=0 dotnet "$output/Recurrent.Comparison.dll" "$@"; }

if [[ -n $json || -n $partial ]]; then
  run "$@"
  exit
fi

# Cloud machines hide the model behind a family name: the numbers keep results of different processors apart.
cpu=$(awk -F'[ \t]*: *' '!($1 in v) { v[$1] = $2 } END { if ("model name" in v) print v["model name"], "family", v["cpu family"], "model", v["model"] }' /proc/cpuinfo 2>/dev/null || true)
cpu=${cpu:-$(sysctl -n machdep.cpu.brand_string 2>/dev/null || uname -m)}
folder=bench/results/$(tr '[:upper:]' '[:lower:]' <<<"$cpu" | tr -cs 'a-z0-9' '-' | sed 's/^-//; s/-$//')
run "$@" | tee "$log"
mkdir -p "$folder"
cp "$log" "$folder/$subcommand$quick.txt"
