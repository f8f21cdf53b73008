#!/usr/bin/env bash
# Heads compared on generated counts, three seeds; needs no data file.
# usage: experiments/spare-parts/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release experiments/spare-parts/spare-parts.cs -- experiments/spare-parts/result.json 1 2 3
