using System.Text.Json.Nodes;
using TorchSharp;

namespace Recurrent.Golden;

/// <summary>
/// Cells of papers that libtorch has not, written one step after the other (the minimal cells in logarithms, as their paper has them) with
/// libtorch's element-wise operations in double, whose derivatives libtorch then gives. One layer, one direction, full lengths.
/// </summary>
internal static class PaperCellFixtures
{
    private const int Time = 6, Batch = 3, Input = 4, Hidden = 6, Heads = 2, Width = Hidden / Heads, States = 5;

    public static void Write(FixtureFolder folder)
    {
        Cell("min-gru", "Feng et al. 2024, appendix B.2.1, in logarithms; h0 > 0", n => Positive(Rows(n, 2), n), MinGru).Write(folder);
        Cell("min-lstm", "Feng et al. 2024, appendix B.2.2, in logarithms; h0 > 0", n => Positive(Rows(n, 3), n), MinLstm).Write(folder);
        Cell(
            "ind-rnn", "h = relu(W x + b + u * h)",
            n => new(Rows(n, 1)) { ["weight_hh_l0"] = n.Uniform(0, 1, 1, Hidden), ["state0"] = n.Normal(Batch, Hidden) * 0.5 }, IndRnn).Write(folder);
        Cell(
            "sru", "rows n f r s; c = f * c + (1 - f) * n, h = r * c + (1 - r) * s, f and r also see v * c of the step before",
            n => new(Rows(n, 4)) { ["weight_hh_l0"] = n.Normal(2, Hidden) * 0.5, ["state1"] = n.Normal(Batch, Hidden) * 0.5 }, Sru).Write(folder);
        Cell("lru", "s = lambda * s + gamma * B u in complex numbers, y = Re(C s) + D * u; bias_lambda = nu, theta, ln gamma; real before imaginary", Lru, LruAlone).Write(folder);
        Cell("lru-block", "u = LN(W x + b), h = W x + b + glu(gelu(y))", n => LruBlock(n), LruWithBlock).Write(folder);
        Cell(
            "slstm", "Beck et al. 2024, equations 8 to 17 without stabilisation, sigmoid forget gate; rows i f z o; weight_hh by heads; states c, n, m with c0 = n0 = m0 = 0",
            n => new(Rows(n, 4)) { ["weight_hh_l0"] = n.Normal(4 * Hidden, Width) * 0.5, ["state0"] = n.Normal(Batch, Hidden) * 0.5 }, Slstm).Write(folder);
        Cell(
            "mlstm", "Beck et al. 2024, equations 19 to 27 without stabilisation, sigmoid forget gate; rows q k v o, gates i f by heads; zero state",
            n => new(Rows(n, 4)) { ["weight_if_l0"] = n.Normal(2 * Heads, Input) * 0.5, ["bias_if_l0"] = n.Normal(2 * Heads) }, Mlstm).Write(folder);
        Cell(
            "rhn", "Zilly et al. 2017, equations 6 to 9 with c = 1 - t and depth 2; rows h t",
            n => new(Rows(n, 2))
            {
                ["weight_hh_l0"] = n.Normal(4 * Hidden, Hidden) * 0.5,
                ["bias_hh_l0"] = n.Normal(4 * Hidden) * 0.5,
                ["state0"] = n.Normal(Batch, Hidden) * 0.5,
            },
            Rhn).Write(folder);
    }

    private static OperationCase Cell(
        string name, string rule, Func<SeededNumbers, Dictionary<string, torch.Tensor>> inputs, Func<Dictionary<string, torch.Tensor>, torch.Tensor> forward)
    {
        var options = new JsonObject
        {
            ["rule"] = rule,
            ["time"] = Time,
            ["batch"] = Batch,
            ["input"] = Input,
            ["hidden"] = Hidden,
            ["loss"] = "sum(output * upstream.output)",
        };
        return new("cell", name, options) { Oracle = "libtorch's element-wise operations and their derivatives, unrolled over time", Inputs = inputs, Forward = forward };
    }

    private static Dictionary<string, torch.Tensor> Rows(SeededNumbers numbers, long gates) => new()
    {
        ["input"] = numbers.Normal(Time, Batch, Input),
        ["weight_ih_l0"] = numbers.Normal(gates * Hidden, Input) * 0.5,
        ["bias_ih_l0"] = numbers.Normal(gates * Hidden) * 0.5,
    };

    private static Dictionary<string, torch.Tensor> Positive(Dictionary<string, torch.Tensor> arrays, SeededNumbers numbers) =>
        new(arrays) { ["state0"] = numbers.Uniform(0.25, 1.5, Batch, Hidden) };

    private static torch.Tensor Sums(Dictionary<string, torch.Tensor> arrays) => arrays["input"].matmul(arrays["weight_ih_l0"].t()) + arrays["bias_ih_l0"];

    private static torch.Tensor Unroll(Func<int, torch.Tensor> step) => torch.stack([.. Enumerable.Range(0, Time).Select(step)]);

    private static torch.Tensor Softplus(torch.Tensor x) => torch.nn.functional.softplus(x, 1, 40);

    private static torch.Tensor LogCandidate(torch.Tensor x) => torch.where(x.ge(0), (x.relu() + 0.5).log(), -Softplus(-x));

    private static torch.Tensor MinGru(Dictionary<string, torch.Tensor> arrays)
    {
        var rows = Sums(arrays).chunk(2, 2);
        return LogScan(-Softplus(rows[0]), -Softplus(-rows[0]) + LogCandidate(rows[1]), arrays["state0"]);
    }

    private static torch.Tensor MinLstm(Dictionary<string, torch.Tensor> arrays)
    {
        var rows = Sums(arrays).chunk(3, 2);
        var difference = Softplus(-rows[0]) - Softplus(-rows[1]);
        return LogScan(-Softplus(difference), -Softplus(-difference) + LogCandidate(rows[2]), arrays["state0"]);
    }

    // h_t = exp(a*_t + ln(h0 + sum over s of exp(ln b_s - a*_s))), a* the running sum of ln a: the scan of the paper's appendix.
    private static torch.Tensor LogScan(torch.Tensor logDecay, torch.Tensor logValue, torch.Tensor start)
    {
        var until = logDecay.cumsum(0);
        return (until + (start + (logValue - until).exp().cumsum(0)).log()).exp();
    }

    private static torch.Tensor IndRnn(Dictionary<string, torch.Tensor> arrays)
    {
        var (sums, hidden) = (Sums(arrays), arrays["state0"]);
        return Unroll(time => hidden = (sums[time] + arrays["weight_hh_l0"][0] * hidden).relu());
    }

    private static torch.Tensor Sru(Dictionary<string, torch.Tensor> arrays)
    {
        var (rows, own, cell) = (Sums(arrays).chunk(4, 2), arrays["weight_hh_l0"], arrays["state1"]);
        return Unroll(time =>
        {
            var forget = (rows[1][time] + own[0] * cell).sigmoid();
            var reset = (rows[2][time] + own[1] * cell).sigmoid();
            cell = forget * cell + (1 - forget) * rows[0][time];
            return reset * cell + (1 - reset) * rows[3][time];
        });
    }

    private static Dictionary<string, torch.Tensor> Lru(SeededNumbers numbers) => new()
    {
        ["input"] = numbers.Normal(Time, Batch, Input),
        ["weight_ih_l0"] = numbers.Normal(Hidden, Input) * 0.5,
        ["bias_ih_l0"] = numbers.Normal(Hidden) * 0.5,
        ["bias_lambda_l0"] = numbers.Normal(3 * States) * 0.5 - 1,
        ["weight_b_l0"] = numbers.Normal(2 * States, Hidden) * 0.5,
        ["weight_c_l0"] = numbers.Normal(Hidden, 2 * States) * 0.5,
        ["weight_d_l0"] = numbers.Normal(Hidden),
        ["state1"] = numbers.Normal(Batch, 2 * States) * 0.5,
    };

    private static Dictionary<string, torch.Tensor> LruBlock(SeededNumbers numbers) => new(Lru(numbers))
    {
        ["norm_weight_l0"] = numbers.Uniform(0.5, 1.5, Hidden),
        ["norm_bias_l0"] = numbers.Normal(Hidden) * 0.5,
        ["weight_glu_l0"] = numbers.Normal(2 * Hidden, Hidden) * 0.5,
        ["bias_glu_l0"] = numbers.Normal(2 * Hidden) * 0.5,
    };

    private static torch.Tensor LruAlone(Dictionary<string, torch.Tensor> arrays) => LruOutputs(arrays, Sums(arrays));

    private static torch.Tensor LruWithBlock(Dictionary<string, torch.Tensor> arrays)
    {
        var encoded = Sums(arrays);
        var normal = torch.nn.functional.layer_norm(encoded, [Hidden], arrays["norm_weight_l0"], arrays["norm_bias_l0"]);
        var rows = torch.nn.functional.gelu(LruOutputs(arrays, normal)).matmul(arrays["weight_glu_l0"].t()) + arrays["bias_glu_l0"];
        return encoded + torch.nn.functional.glu(rows, -1);
    }

    // Polar form: |s| shrinks by exp(-exp(nu)), its phase turns by exp(theta).
    private static torch.Tensor LruOutputs(Dictionary<string, torch.Tensor> arrays, torch.Tensor values)
    {
        var lambda = arrays["bias_lambda_l0"].chunk(3);
        var (modulus, phase, gamma) = ((-lambda[0].exp()).exp(), lambda[1].exp(), lambda[2].exp());
        var (cosine, sine) = (modulus * phase.cos(), modulus * phase.sin());
        var start = arrays["state1"].chunk(2, 1);
        var (real, imaginary) = (start[0], start[1]);
        return Unroll(time =>
        {
            var drive = values[time].matmul(arrays["weight_b_l0"].t()).chunk(2, 1);
            (real, imaginary) = (cosine * real - sine * imaginary + gamma * drive[0], sine * real + cosine * imaginary + gamma * drive[1]);
            return torch.cat([real, imaginary], 1).matmul(arrays["weight_c_l0"].t()) + arrays["weight_d_l0"] * values[time];
        });
    }

    private static torch.Tensor Slstm(Dictionary<string, torch.Tensor> arrays)
    {
        var (sums, hidden) = (Sums(arrays), arrays["state0"]);
        var matrices = arrays["weight_hh_l0"].view(Heads, 4, Width, Width);
        var cell = torch.zeros_like(hidden);
        var normalizer = torch.zeros_like(hidden);
        return Unroll(time =>
        {
            var heads = hidden.view(Batch, Heads, 1, Width, 1);
            var rows = (sums[time] + matrices.matmul(heads).view(Batch, Heads, 4, Width).transpose(1, 2).reshape(Batch, 4 * Hidden)).chunk(4, 1);
            var (input, forget) = (rows[0].exp(), rows[1].sigmoid());
            cell = forget * cell + input * rows[2].tanh();
            normalizer = forget * normalizer + input;
            return hidden = rows[3].sigmoid() * cell / normalizer;
        });
    }

    private static torch.Tensor Mlstm(Dictionary<string, torch.Tensor> arrays)
    {
        var rows = Sums(arrays).chunk(4, 2);
        var gates = (arrays["input"].matmul(arrays["weight_if_l0"].t()) + arrays["bias_if_l0"]).chunk(2, 2);
        var memory = torch.zeros([Batch, Heads, Width, Width], torch.ScalarType.Float64);
        var normalizer = torch.zeros([Batch, Heads, Width, 1], torch.ScalarType.Float64);
        return Unroll(time =>
        {
            var (query, key, value) = (Column(rows[0][time]), Column(rows[1][time]) / Math.Sqrt(Width), Column(rows[2][time]));
            var (input, forget) = (gates[0][time].exp().view(Batch, Heads, 1, 1), gates[1][time].sigmoid().view(Batch, Heads, 1, 1));
            memory = forget * memory + input * value.matmul(key.transpose(-2, -1));
            normalizer = forget * normalizer + input * key;
            var weight = normalizer.transpose(-2, -1).matmul(query).abs().clamp_min(1);
            return rows[3][time].sigmoid() * (memory.matmul(query) / weight).view(Batch, Hidden);
        });

        static torch.Tensor Column(torch.Tensor row) => row.view(Batch, Heads, Width, 1);
    }

    private static torch.Tensor Rhn(Dictionary<string, torch.Tensor> arrays)
    {
        var (sums, state) = (Sums(arrays), arrays["state0"]);
        var (matrices, biases) = (arrays["weight_hh_l0"].chunk(2), arrays["bias_hh_l0"].chunk(2));
        return Unroll(time =>
        {
            for (var depth = 0; depth < 2; depth++)
            {
                var all = state.matmul(matrices[depth].t()) + biases[depth];
                var rows = (depth == 0 ? all + sums[time] : all).chunk(2, 1);
                var (candidate, transfer) = (rows[0].tanh(), rows[1].sigmoid());
                state = candidate * transfer + state * (1 - transfer);
            }

            return state;
        });
    }
}
