#!/usr/bin/env bash
# Writes the tested regions into README.md and docs/ (the tests only compare).
set -euo pipefail
cd "$(dirname "$0")/.."
RECURRENT_REWRITE_DOCS=1 dotnet test -c Release --project tests/Recurrent.Documentation.Tests
