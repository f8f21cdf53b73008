using System.Text.Json.Nodes;
using TorchSharp;

namespace Recurrent.Golden;

/// <summary>
/// Cell variants that TorchSharp's modules lack, unrolled over time with libtorch's element-wise operations,
/// whose derivatives libtorch then gives. One layer, one direction, full lengths.
/// </summary>
internal static class VariantFixtures
{
    private const int Time = 6, Batch = 3, Input = 4, Hidden = 5, Projection = 2;
    private const double Clip = 0.25;

    public static void Write(FixtureFolder folder)
    {
        Variant(
            "lstm-projected", "h_t = W_hr (o * tanh(c_t)), projection 2",
            n => new(Lstm(n, Projection)) { ["weight_hr_l0"] = n.Normal(Projection, Hidden) * 0.5 }, ProjectedStep).Write(folder);
        Variant(
            "lstm-peephole", "i and f also see p * c_{t-1}, o sees p_o * c_t; peephole rows p_i, p_f, p_o",
            n => new(Lstm(n, Hidden)) { ["peephole"] = n.Normal(3, Hidden) * 0.5 }, PeepholeStep).Write(folder);
        Variant(
            "lstm-coupled", "i = 1 - f; rows f, g, o",
            n => new(Common(n, 3, Hidden)) { ["c0"] = n.Normal(1, Batch, Hidden) * 0.5 }, CoupledStep).Write(folder);
        Variant(
            "lstm-layer-norm", "sums LN(W x) + LN(R h), h = o * tanh(LN(c)); gains norm_*, offsets bias_*, epsilon 1e-5",
            n => new(Normalized(Lstm(n, Hidden), n, 4)) { ["norm_c_l0"] = n.Uniform(0.5, 1.5, Hidden), ["bias_c_l0"] = n.Normal(Hidden) * 0.5 },
            LayerNormStep).Write(folder);
        Variant(
            "gru-layer-norm", "W x and R h normalised over r and z together and over n; gains norm_*, offsets bias_*, epsilon 1e-5",
            n => Normalized(Common(n, 3, Hidden), n, 3), GruLayerNormStep).Write(folder);
        Variant(
            "gru-reset-before-layer-norm", "n = tanh(LN(W_in x) + LN(W_hn (r * h))), r and z as in gru-layer-norm",
            n => Normalized(Common(n, 3, Hidden), n, 3), GruResetBeforeLayerNormStep).Write(folder);
        Variant("lstm-clipped", "c_t clipped to +-0.25 before it is used and handed on", n => Lstm(n, Hidden), ClippedStep).Write(folder);
        Variant(
            "gru-reset-before", "n = tanh(W_in x + b_in + W_hn (r * h_{t-1}) + b_hn)",
            n => Common(n, 3, Hidden), ResetBeforeStep).Write(folder);
    }

    private static OperationCase Variant(
        string name, string rule, Func<SeededNumbers, Dictionary<string, torch.Tensor>> inputs,
        Func<VariantStep, (torch.Tensor Hidden, torch.Tensor? Cell)> step)
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
        return new("variant", name, options)
        {
            Oracle = "libtorch's element-wise operations and their derivatives, unrolled over time",
            Inputs = inputs,
            Forward = arrays => Unroll(arrays, step),
        };
    }

    private static torch.Tensor Unroll(
        Dictionary<string, torch.Tensor> arrays, Func<VariantStep, (torch.Tensor Hidden, torch.Tensor? Cell)> step)
    {
        var hidden = arrays["h0"][0];
        var cell = arrays.TryGetValue("c0", out var first) ? first[0] : null;
        List<torch.Tensor> outputs = [];
        for (var time = 0; time < Time; time++)
        {
            (hidden, cell) = step(new VariantStep(arrays, arrays["input"][time], hidden, cell));
            outputs.Add(hidden);
        }

        return torch.stack(outputs);
    }

    private static Dictionary<string, torch.Tensor> Lstm(SeededNumbers numbers, long output) =>
        new(Common(numbers, 4, output)) { ["c0"] = numbers.Normal(1, Batch, Hidden) * 0.5 };

    private static Dictionary<string, torch.Tensor> Normalized(Dictionary<string, torch.Tensor> arrays, SeededNumbers numbers, long gates) => new(arrays)
    {
        ["norm_ih_l0"] = numbers.Uniform(0.5, 1.5, gates * Hidden),
        ["norm_hh_l0"] = numbers.Uniform(0.5, 1.5, gates * Hidden),
    };

    private static Dictionary<string, torch.Tensor> Common(SeededNumbers numbers, long gates, long output) => new()
    {
        ["input"] = numbers.Normal(Time, Batch, Input),
        ["weight_ih_l0"] = numbers.Normal(gates * Hidden, Input) * 0.5,
        ["weight_hh_l0"] = numbers.Normal(gates * Hidden, output) * 0.5,
        ["bias_ih_l0"] = numbers.Normal(gates * Hidden) * 0.5,
        ["bias_hh_l0"] = numbers.Normal(gates * Hidden) * 0.5,
        ["h0"] = numbers.Normal(1, Batch, output) * 0.5,
    };

    private static (torch.Tensor Hidden, torch.Tensor? Cell) ProjectedStep(VariantStep at)
    {
        var gates = (at.FromInput + at.FromHidden).chunk(4, 1);
        var cell = gates[1].sigmoid() * at.Cell! + gates[0].sigmoid() * gates[2].tanh();
        return ((gates[3].sigmoid() * cell.tanh()).matmul(at.Arrays["weight_hr_l0"].t()), cell);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) PeepholeStep(VariantStep at)
    {
        var gates = (at.FromInput + at.FromHidden).chunk(4, 1);
        var peephole = at.Arrays["peephole"];
        var input = (gates[0] + peephole[0] * at.Cell!).sigmoid();
        var cell = (gates[1] + peephole[1] * at.Cell!).sigmoid() * at.Cell! + input * gates[2].tanh();
        return ((gates[3] + peephole[2] * cell).sigmoid() * cell.tanh(), cell);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) ClippedStep(VariantStep at)
    {
        var gates = (at.FromInput + at.FromHidden).chunk(4, 1);
        var cell = (gates[1].sigmoid() * at.Cell! + gates[0].sigmoid() * gates[2].tanh()).clamp(-Clip, Clip);
        return (gates[3].sigmoid() * cell.tanh(), cell);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) CoupledStep(VariantStep at)
    {
        var gates = (at.FromInput + at.FromHidden).chunk(3, 1);
        var forget = gates[0].sigmoid();
        var cell = forget * at.Cell! + (1 - forget) * gates[1].tanh();
        return (gates[2].sigmoid() * cell.tanh(), cell);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) LayerNormStep(VariantStep at)
    {
        var rows = new long[] { 0, 4 * Hidden };
        var gates = (at.Normalized("ih", at.Input, rows) + at.Normalized("hh", at.Hidden, rows)).chunk(4, 1);
        var cell = gates[1].sigmoid() * at.Cell! + gates[0].sigmoid() * gates[2].tanh();
        var seen = torch.nn.functional.layer_norm(cell, [Hidden], at.Arrays["norm_c_l0"], at.Arrays["bias_c_l0"]);
        return (gates[3].sigmoid() * seen.tanh(), cell);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) GruLayerNormStep(VariantStep at)
    {
        long[] gates = [0, 2 * Hidden], own = [2 * Hidden, 3 * Hidden];
        var sums = (at.Normalized("ih", at.Input, gates) + at.Normalized("hh", at.Hidden, gates)).sigmoid().chunk(2, 1);
        var candidate = (at.Normalized("ih", at.Input, own) + sums[0] * at.Normalized("hh", at.Hidden, own)).tanh();
        return ((1 - sums[1]) * candidate + sums[1] * at.Hidden, null);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) GruResetBeforeLayerNormStep(VariantStep at)
    {
        long[] gates = [0, 2 * Hidden], own = [2 * Hidden, 3 * Hidden];
        var sums = (at.Normalized("ih", at.Input, gates) + at.Normalized("hh", at.Hidden, gates)).sigmoid().chunk(2, 1);
        var candidate = (at.Normalized("ih", at.Input, own) + at.Normalized("hh", sums[0] * at.Hidden, own)).tanh();
        return ((1 - sums[1]) * candidate + sums[1] * at.Hidden, null);
    }

    private static (torch.Tensor Hidden, torch.Tensor? Cell) ResetBeforeStep(VariantStep at)
    {
        var fromInput = at.FromInput.chunk(3, 1);
        var fromHidden = at.FromHidden.chunk(3, 1);
        var reset = (fromInput[0] + fromHidden[0]).sigmoid();
        var update = (fromInput[1] + fromHidden[1]).sigmoid();
        var candidate = (fromInput[2] + (at with { Hidden = reset * at.Hidden }).FromHidden.chunk(3, 1)[2]).tanh();
        return ((1 - update) * candidate + update * at.Hidden, null);
    }
}
