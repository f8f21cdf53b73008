using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using GoldenFixture = Recurrent.Testing.Golden;

namespace Recurrent.Layers.Tests.Golden;

/// <summary>Cells of papers against their equations in double, written apart from the library and unrolled over time.</summary>
public class PaperCellGoldenTests
{
    private static readonly Dictionary<string, Func<RecurrentOptions, InitializationScope, RecurrentStack>> Layers = new()
    {
        ["cell-min-gru"] = (options, scope) => new MinGru(options, scope),
        ["cell-min-lstm"] = (options, scope) => new MinLstm(options, scope),
        ["cell-ind-rnn"] = (options, scope) => new IndRnn(new RnnOptions(options) { Activation = RnnActivation.Relu }, scope),
        ["cell-sru"] = (options, scope) => new Sru(options, scope),
        ["cell-lru"] = (options, scope) => new Lru(new LruOptions(options) { StateSize = 5, Block = false }, scope),
        ["cell-lru-block"] = (options, scope) => new Lru(new LruOptions(options) { StateSize = 5 }, scope),
        ["cell-slstm"] = (options, scope) => new Slstm(new XlstmOptions(options) { Heads = 2 }, scope),
        ["cell-mlstm"] = (options, scope) => new Mlstm(new XlstmOptions(options) { Heads = 2, ChunkSize = 4 }, scope),
        ["cell-rhn"] = (options, scope) => new Rhn(new RhnOptions(options) { Depth = 2 }, scope),
    };

    public static TheoryData<string> Names() => [.. Layers.Keys];

    [Fact]
    public void Every_fixture_of_a_cell_is_used() => Assert.Equal(GoldenFixture.Names("cell").Order(StringComparer.Ordinal), Layers.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Cell_of_a_paper_equals_its_equations(string name)
    {
        var golden = GoldenFixture.Load(name);
        var options = new RecurrentOptions { InputSize = golden.IntegerOption("input"), HiddenSize = golden.IntegerOption("hidden") };
        RecurrentStack layer = Layers[name](options, InitializationScope.ForLoading);
        layer.LoadParameters(layer.Parameters().ToDictionary(named => named.Name, named => Tensor.FromValues(golden.Floats(named.Name), named.Parameter.Shape)));
        Tensor input = Tensor.Variable(golden.Floats("input"), new Shape(golden.Shape("input")));
        Tensor[] initial = [.. layer.ZeroState(golden.IntegerOption("batch")).Components.Select((zero, component) =>
            golden.Contains($"state{component}") ? Tensor.Variable(golden.Floats($"state{component}"), zero.Shape) : zero)];
        var tape = Tape.ForGradients(threads: 1);
        Tensor output = layer.Run(tape, new SequenceBatch(input), new SequenceState([.. initial])).Outputs.Values;
        Close.Absolute("output", golden.Floats("output"), output.Values);
        tape.Backward(output, golden.Floats("upstream.output"));
        Close.Relative("grad.input", golden.Floats("grad.input"), input.Gradient, 1e-4);
        for (int component = 0; component < initial.Length; component++)
        {
            if (golden.Contains($"state{component}"))
            {
                Close.Relative($"grad.state{component}", golden.Floats($"grad.state{component}"), initial[component].Gradient, 1e-4);
            }
        }

        foreach ((string parameter, Parameter value) in layer.Parameters())
        {
            Close.Relative($"grad.{parameter}", golden.Floats($"grad.{parameter}"), value.Gradient, 1e-4);
        }
    }
}
