#!/usr/bin/env bash
# Runs the kernel tests at every vector width the processor has, and asserts that each run really got that width.
set -euo pipefail
cd "$(dirname "$0")/.."

project=tests/Recurrent.Kernels.Tests/Recurrent.Kernels.Tests.csproj
dotnet build -c Release "$project" -v quiet
tests=artifacts/bin/Recurrent.Kernels.Tests/release/Recurrent.Kernels.Tests

run() {
    local width=$1
    shift
    echo "== ${width}-bit vectors"
    env "$@" RECURRENT_EXPECT_WIDTH="$width" "$tests"
}

has() { grep -qw "$1" /proc/cpuinfo; }

if [[ $(uname -m) == x86_64 ]]; then
    has avx512vl && has avx512bw && run 512 DOTNET_EnableAVX512=1
    has avx2 && run 256 DOTNET_EnableAVX512=0
    run 128 DOTNET_EnableAVX2=0
else
    run 128 DOTNET_EnableHWIntrinsic=1
fi
run 0 DOTNET_EnableHWIntrinsic=0
