using Recurrent.Layers.Cells;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class PeepholeTests
{
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = 21, Layers = 2 };

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public void Fused_peepholes_give_the_values_and_gradients_of_the_plain_loop(bool isCoupled, bool isBidirectional, bool isPadded)
    {
        LstmOptions options = new(Options) { Peephole = true, CoupledGates = isCoupled, Bidirectional = isBidirectional };
        var fused = new Lstm(options, new RandomSource(1));
        var plain = new RecurrentLayer<LstmCell, LstmState>(options, new RandomSource(1), (own, part) => new LstmCell((LstmOptions)own, part));
        Assert.Equal(LayerExecution.Fused, fused.Execution);
        Assert.All(Run(plain, isPadded, 1).Zip(Run(fused, isPadded, 1)), static pair => Close.Relative("value", pair.First, pair.Second, 1e-5, floor: 1));
        Assert.All(Run(fused, isPadded, 1).Zip(Run(fused, isPadded, 2)), static pair => Assert.Equal(pair.First, pair.Second));
    }

    private static float[][] Run(RecurrentStack layer, bool isPadded, int threads)
    {
        const int time = 6, rows = 4;
        Tape tape = Tape.ForGradients(threads);
        layer.ZeroGradients();
        Tensor input = SampleTensors.Variable("input", new Shape(time, rows, 3));
        Tensor[] states = [.. layer.ZeroState(rows).Components.Select((zero, component) => SampleTensors.Variable($"state {component}", zero.Shape, 0.5))];
        SequenceOutput output = layer.Run(tape, new SequenceBatch(input, isPadded ? [4, 0, 6, 1] : default), new SequenceState([.. states]));
        tape.Backward(Weigh(output.Outputs.Values, output.State.Hidden, output.State.Cell));
        return [output.Outputs.Values.Values.ToArray(), output.State.Hidden.Values.ToArray(), output.State.Cell.Values.ToArray(), input.Gradient.ToArray(),
            .. states.Select(static one => one.Gradient.ToArray()), .. layer.Parameters().Select(static one => one.Parameter.Gradient.ToArray())];

        Tensor Weigh(params Tensor[] parts) => parts
            .Select((part, index) => tape.Sum(tape.Multiply(part, SampleTensors.Normal($"upstream {index}", part.Shape))))
            .Aggregate((left, right) => tape.Add(left, right));
    }
}
