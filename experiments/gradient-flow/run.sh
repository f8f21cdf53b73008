#!/usr/bin/env bash
# Draws the figures of docs/gradients.md and writes the numbers beside them: layers on random input, no data needed.
# usage: experiments/gradient-flow/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release src/Recurrent.Cli --nologo -v quiet
start=$SECONDS
rnn=artifacts/bin/Recurrent.Cli/release/rnn
result=experiments/gradient-flow/result.csv
echo "figure,cell,layer,memory_length,decay_per_step,lag_0,lag_10,lag_50,lag_100,largest_singular_value" > "$result"

figure() { # name, arguments of rnn diagnose
  "$rnn" diagnose "${@:2}" --seed 1 --quiet --csv "$work/flow.csv" --svg "docs/images/gradients-$1.svg" > "$work/log"
  # Medians; the largest singular value is the median of the steps looked at.
  awk -F, -v OFS=, -v figure="$1" '
    function close_layer(  i, j, t) {
      if (key == "") return
      for (i = 2; i <= n; i++) for (j = i; j > 1 && s[j] < s[j - 1]; j--) { t = s[j]; s[j] = s[j - 1]; s[j - 1] = t }
      print figure, key, m["memory"], m["decay"], m[0], m[10], m[50], m[100], n ? sprintf("%.4g", s[int((n + 1) / 2)]) : ""
      split("", m); n = 0
    }
    NR == 1 || $2 == "" { next }
    { if ($1 "," $2 != key) { close_layer(); key = $1 "," $2 } }
    $3 == "memory_length" { m["memory"] = $6 }
    $3 == "decay_per_step" { m["decay"] = sprintf("%.4f", $6) }
    $3 == "gradient" && $4 == "median" && ($5 == 0 || $5 == 10 || $5 == 50 || $5 == 100) { m[$5] = sprintf("%.3g", $6) }
    $3 == "singular_value" && $4 == "largest" { s[++n] = $6 + 0 }
    END { close_layer() }' "$work/flow.csv" >> "$result"
}

figure simple --cell rnn:default:0.5,rnn:pytorch,rnn,rnn:default:1.5,rnn:default:2,rnn:default:3
figure gates --cell rnn,gru,lstm,lstm-coupled,mingru,sru
figure start --cell rnn:pytorch,rnn,rnn-relu:irnn,lstm:pytorch,lstm,lstm:chrono
figure linear --cell indrnn,lru,slstm,mlstm
figure norm --cell lstm,lstm-layernorm,gru,gru-layernorm
figure deep --of inputs --layers 8 --cell rnn:pytorch,rnn,gru,lstm
figure residual --of inputs --layers 8 --residual --cell rnn:pytorch,rnn,gru,lstm
figure attention --of inputs --cell rnn,gru,lstm,transformer
figure exploding --cell rnn:default:1.5,lstm --length 60 --updates 300 --learning-rate 0.1
figure clipped --cell rnn:default:1.5,lstm --length 60 --updates 300 --learning-rate 0.1 --clip 5

# The same as result.json: no score, since nothing is predicted.
awk -F, -v seconds=$((SECONDS - start)) -v commit="$(git rev-parse --short HEAD)" '
  function number(text) { return text !~ /^[-+0-9.eE]+$/ ? "null" : text + 0 }
  NR == 1 {
    print "{\n  \"dataset\": \"normal noise of 16 features, 200 steps (60 in exploding and clipped), 32 pieces\","
    print "  \"measure\": \"first lag from which on the median gradient stays below 1 %, null where it does not within the lags measured\",\n  \"must\": null,\n  \"aim\": null,\n  \"scores\": ["
    next
  }
  { printf "%s    { \"figure\": \"%s\", \"cell\": \"%s\", \"layer\": \"%s\", \"memory_length\": %s, \"decay_per_step\": %s }", (NR > 2 ? ",\n" : ""), $1, $2, $3, number($4), number($5) }
  END { printf "\n  ],\n  \"seconds\": %d,\n  \"seed\": 1,\n  \"commit\": \"%s\"\n}\n", seconds, commit }' "$result" > experiments/gradient-flow/result.json
