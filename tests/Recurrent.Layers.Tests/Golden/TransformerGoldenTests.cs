using System.Collections.Immutable;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using GoldenFixture = Recurrent.Testing.Golden;

namespace Recurrent.Layers.Tests.Golden;

/// <summary>Our attention, encoder and decoder against libtorch, with its names of parameters.</summary>
public class TransformerGoldenTests
{
    public static TheoryData<string> Names() => [.. GoldenFixture.Names("transformer")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_gradients_equal_libtorch_when_run_on_its_weights(string name)
    {
        var golden = GoldenFixture.Load(name);
        var tape = Tape.ForGradients(threads: 1);
        Tensor input = Variable(golden, "input");
        Tensor? source = golden.Contains("source") ? Variable(golden, "source") : null;
        Module module = Create(golden);
        module.LoadParameters(module.Parameters().ToDictionary(named => named.Name, named => Variable(golden, named.Name)));
        Tensor output = Run(tape, module, new SequenceBatch(input, Lengths(golden, "lengths")), source is null ? null : new SequenceBatch(source, Lengths(golden, "sourceLengths")));
        Close.Absolute("output", golden.Floats("output"), output.Values, 2e-6);
        tape.Backward(tape.Sum(tape.Multiply(output, Variable(golden, "upstream"))));
        Close.Relative("grad.input", golden.Floats("grad.input"), input.Gradient);
        if (source is not null)
        {
            Close.Relative("grad.source", golden.Floats("grad.source"), source.Gradient);
        }

        foreach ((string parameterName, Parameter parameter) in module.Parameters())
        {
            Close.Relative($"grad.{parameterName}", golden.Floats($"grad.{parameterName}"), parameter.Gradient);
        }
    }

    private static Tensor Run(Tape tape, Module module, SequenceBatch input, SequenceBatch? source) => module switch
    {
        MultiHeadAttention attention when source is null => attention.Run(tape, input),
        MultiHeadAttention attention => attention.Run(tape, input, attention.Prepare(tape, source)),
        TransformerDecoder decoder => decoder.Run(tape, input, decoder.Prepare(tape, source!)).Outputs.Values,
        _ => ((Transformer)module).Run(tape, input).Outputs.Values,
    };

    private static Module Create(GoldenFixture golden)
    {
        (int size, int heads, bool isCausal) = (golden.IntegerOption("size"), golden.IntegerOption("heads"), golden.FlagOption("causal"));
        string part = golden.Options.GetProperty("part").GetString()!;
        if (part == "attention")
        {
            return new MultiHeadAttention(new MultiHeadAttentionOptions { Size = size, Heads = heads, IsCausal = isCausal }, new RandomSource(1));
        }

        var options = new TransformerOptions
        {
            InputSize = size,
            HiddenSize = size,
            Heads = heads,
            Layers = golden.IntegerOption("layers"),
            FeedForwardSize = golden.IntegerOption("inner"),
            FeedForward = golden.Options.GetProperty("activation").GetString() == "relu" ? FeedForwardKind.Relu : FeedForwardKind.Gelu,
            IsPostNorm = golden.FlagOption("postNorm"),
            Positions = AttentionPositions.None,
            Bidirectional = !isCausal,
        };
        return part == "decoder" ? new TransformerDecoder(options, new RandomSource(1)) : new Transformer(options, new RandomSource(1));
    }

    private static ImmutableArray<int> Lengths(GoldenFixture golden, string name) => [.. golden.Integers(name).Select(length => (int)length)];

    private static Tensor Variable(GoldenFixture golden, string name) => Tensor.Variable(golden.Floats(name), new Shape(golden.Shape(name)));
}
