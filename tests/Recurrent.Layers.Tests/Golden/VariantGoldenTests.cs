using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using GoldenFixture = Recurrent.Testing.Golden;

namespace Recurrent.Layers.Tests.Golden;

/// <summary>Variants of LSTM and GRU against libtorch's element-wise operations, unrolled over time.</summary>
public class VariantGoldenTests
{
    private static readonly Dictionary<string, Func<RecurrentOptions, InitializationScope, RecurrentStack>> Layers = new()
    {
        ["variant-gru-reset-before"] = (options, scope) => new Gru(new GruOptions(options) { ResetAfter = false }, scope),
        ["variant-gru-layer-norm"] = (options, scope) => new Gru(new GruOptions(options) { LayerNorm = true }, scope),
        ["variant-gru-reset-before-layer-norm"] = (options, scope) => new Gru(new GruOptions(options) { LayerNorm = true, ResetAfter = false }, scope),
        ["variant-lstm-peephole"] = (options, scope) => new Lstm(new LstmOptions(options) { Peephole = true }, scope),
        ["variant-lstm-coupled"] = (options, scope) => new Lstm(new LstmOptions(options) { CoupledGates = true }, scope),
        ["variant-lstm-projected"] = (options, scope) => new Lstm(new LstmOptions(options) { ProjectionSize = 2 }, scope),
        ["variant-lstm-layer-norm"] = (options, scope) => new Lstm(new LstmOptions(options) { LayerNorm = true }, scope),
    };

    public static TheoryData<string> Names() => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Variant_equals_the_unrolled_equations(string name)
    {
        var golden = GoldenFixture.Load(name);
        var options = new RecurrentOptions { InputSize = golden.IntegerOption("input"), HiddenSize = golden.IntegerOption("hidden") };
        RecurrentStack layer = Layers[name](options, InitializationScope.ForLoading);
        layer.LoadParameters(layer.Parameters().ToDictionary(
            named => named.Name, named => Tensor.FromValues(Values(golden, string.Empty, named.Name), named.Parameter.Shape)));
        Tensor input = Variable(golden, "input");
        string[] states = golden.Contains("c0") ? ["h0", "c0"] : ["h0"];
        Tensor[] initial = [.. states.Select(state => Variable(golden, state))];
        var tape = Tape.ForGradients(threads: 1);
        Tensor output = layer.Run(tape, new SequenceBatch(input), new SequenceState([.. initial])).Outputs.Values;
        Close.Absolute("output", golden.Floats("output"), output.Values);
        tape.Backward(output, golden.Floats("upstream.output"));
        Close.Relative("grad.input", golden.Floats("grad.input"), input.Gradient, 1e-4);
        foreach ((string state, Tensor tensor) in states.Zip(initial))
        {
            Close.Relative($"grad.{state}", golden.Floats($"grad.{state}"), tensor.Gradient, 1e-4);
        }

        foreach ((string parameter, Parameter value) in layer.Parameters())
        {
            Close.Relative($"grad.{parameter}", Values(golden, "grad.", parameter), value.Gradient, 1e-4);
        }
    }

    private static Tensor Variable(GoldenFixture golden, string array) => Tensor.Variable(golden.Floats(array), new Shape(golden.Shape(array)));

    /// <summary>An array by our name; the fixture has the three peepholes as rows i, f and o of one.</summary>
    private static float[] Values(GoldenFixture golden, string prefix, string name)
    {
        int row = Array.IndexOf(["weight_ci_l0", "weight_cf_l0", "weight_co_l0"], name);
        return row < 0 ? golden.Floats(prefix + name) : [.. golden.Floats($"{prefix}peephole").Chunk(golden.IntegerOption("hidden")).ElementAt(row)];
    }
}
