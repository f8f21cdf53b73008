using Recurrent.Layers.Cells;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class RecomputationTests
{
    private const int Time = 14;
    private const int Rows = 3;

    public static TheoryData<string> Names() =>
        [.. RecurrentCases.Fused.SelectMany(kind => RecurrentCases.ShapeNames.Select(shape => $"{kind}/{shape}"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_train_alike_with_and_without_recomputation(string name)
    {
        RecurrentOptions options = RecurrentCases.Options(name);
        RecurrentStack whole = RecurrentCases.Create(name, options, new RandomSource(1));
        RecurrentStack recomputed = RecurrentCases.Create(name, options with { Recomputation = Recomputation.Every(4) }, new RandomSource(1));
        Assert.Equal(Train(whole), Train(recomputed));
        foreach ((NamedParameter first, NamedParameter second) in whole.Parameters().Zip(recomputed.Parameters()))
        {
            Close.Relative(first.Name, first.Parameter.Gradient.ToArray(), second.Parameter.Gradient.ToArray(), 2e-6, floor: 1e-3);
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("gru-before")]
    public void Layers_hand_the_option_on_when_memory_is_short(string kind)
    {
        long recomputed = BytesOfAStep(kind, Recomputation.EverySquareRoot), whole = BytesOfAStep(kind, Recomputation.None);
        Assert.True(2 * recomputed < whole, $"{recomputed} bytes with recomputation, {whole} without.");
    }

    [Fact]
    public void Layer_of_any_cell_refuses_recomputation_with_a_way_out()
    {
        var options = new GruOptions { InputSize = 2, HiddenSize = 3, Recomputation = Recomputation.EverySquareRoot };
        NotSupportedException error = Assert.Throws<NotSupportedException>(() =>
            new RecurrentLayer<GruCell, HiddenState>(options, new RandomSource(1), (own, scope) => new GruCell((GruOptions)own, scope)));
        Assert.Contains("use Rnn, Lstm or Gru", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Outputs, final states and the gradient of the input.</summary>
    private static float[] Train(RecurrentStack layer)
    {
        Tape tape = Tape.ForTraining(new RandomSource(5).Stream("dropout"), threads: 1);
        var batch = new SequenceBatch(SampleTensors.Variable("input", new Shape(Time, Rows, layer.InputSize)), [14, 5, 8]);
        SequenceOutput output = layer.Run(tape, batch);
        Tensor[] results = [output.Outputs.Values, .. output.State.Components];
        Tensor flat = tape.Concat(0, [.. results.Select(result => result.Reshape(new Shape(result.Shape.Length)))]);
        float[] values = flat.Values.ToArray();
        tape.Backward(tape.Sum(tape.Square(flat)));
        return [.. values, .. batch.Values.Gradient];
    }

    private static long BytesOfAStep(string kind, Recomputation recomputation)
    {
        var options = new RecurrentOptions { InputSize = 2, HiddenSize = 32, Recomputation = recomputation };
        RecurrentStack layer = RecurrentCases.Create(kind, options, new RandomSource(1));
        var batch = new SequenceBatch(Tensor.Zeros(new Shape(2048, 1, 2)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Tape tape = Tape.ForGradients(threads: 1);
        tape.Backward(tape.Sum(layer.Run(tape, batch).Outputs.Values));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
