using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using GoldenFixture = Recurrent.Testing.Golden;

namespace Recurrent.Layers.Tests.Golden;

public class ResetBeforeGoldenTests
{
    [Fact]
    public void Gru_with_the_reset_before_equals_the_unrolled_equations()
    {
        var golden = GoldenFixture.Load("variant-gru-reset-before");
        var options = new GruOptions { InputSize = golden.IntegerOption("input"), HiddenSize = golden.IntegerOption("hidden"), ResetAfter = false };
        var layer = new Gru(options, InitializationScope.ForLoading);
        layer.LoadParameters(layer.Parameters().ToDictionary(named => named.Name, named => Tensor.FromValues(golden.Floats(named.Name), named.Parameter.Shape)));
        Tensor input = Tensor.Variable(golden.Floats("input"), new Shape(golden.Shape("input")));
        Tensor hidden = Tensor.Variable(golden.Floats("h0"), new Shape(golden.Shape("h0")));
        var tape = Tape.ForGradients(threads: 1);
        Tensor output = layer.Run(tape, new SequenceBatch(input), new SequenceState([hidden])).Outputs.Values;
        Close.Absolute("output", golden.Floats("output"), output.Values);
        tape.Backward(output, golden.Floats("upstream.output"));
        Close.Relative("grad.input", golden.Floats("grad.input"), input.Gradient, 1e-4);
        Close.Relative("grad.h0", golden.Floats("grad.h0"), hidden.Gradient, 1e-4);
        foreach ((string name, Parameter parameter) in layer.Parameters())
        {
            Close.Relative($"grad.{name}", golden.Floats($"grad.{name}"), parameter.Gradient, 1e-4);
        }
    }
}
