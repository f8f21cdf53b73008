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
