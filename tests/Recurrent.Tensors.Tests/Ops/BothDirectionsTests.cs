using System.Collections.Immutable;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>Both directions at once against one after the other.</summary>
public sealed class BothDirectionsTests
{
    private const int Time = 48;
    private const int Inputs = 40;
    private const int Hidden = 68;

    public static TheoryData<TestedCell, int, bool> Cases()
    {
        var data = new TheoryData<TestedCell, int, bool>();
        foreach (TestedCell cell in Enum.GetValues<TestedCell>())
        {
            foreach (int batch in (int[])[1, 3, 4])
            {
                data.Add(cell, batch, false);
                data.Add(cell, batch, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_directions_give_the_bits_of_one_after_the_other(TestedCell cell, int batch, bool isRagged)
    {
        ImmutableArray<int> lengths = isRagged ? [.. Enumerable.Range(0, batch).Select(row => row == 1 ? 0 : Time - (5 * row) - 1)] : default;
        var shape = new RecurrentCase(cell, Time, batch, Inputs, Hidden) { Lengths = lengths };
        foreach (string upstream in (string[])["both", "forward", "reverse"])
        {
            float[][] expected = Run(shape, threads: 1, isTogether: false, upstream);
            Assert.Equal(expected, Run(shape, threads: 1, isTogether: true, upstream));
            Assert.Equal(expected, Run(shape, threads: 2, isTogether: true, upstream));
        }
    }

    [Theory]
    [InlineData(TestedCell.RnnTanh)]
    [InlineData(TestedCell.Lstm)]
    public void Inference_of_both_directions_gives_the_recorded_bits_and_leaves_no_buffer_open(TestedCell cell)
    {
        var shape = new RecurrentCase(cell, Time, 1, Inputs, Hidden);
        Tape tape = Tape.ForInference(2);
        float[][] inferred = [.. Together(tape, shape, Tensors(shape), Tensors(shape, seed: 2)).Select(tensor => tensor.Values.ToArray())];
        Assert.Equal(Run(shape, threads: 1, isTogether: false, "both")[..inferred.Length], inferred);
        tape.Reset();
        Assert.Equal(0, tape.OpenBuffers);
    }

    [Fact]
    public void Step_of_both_directions_leaves_no_buffer_open_and_allocates_little()
    {
        var shape = new RecurrentCase(TestedCell.Lstm, Time, 1, Inputs, Hidden);
        Tensor[] forward = Tensors(shape), reverse = Tensors(shape);
        var upstream = new float[Time * Hidden];
        Tape tape = Tape.ForGradients(2);
        var sides = (Forward: SideOf(shape, forward, SequenceDirection.Forward), Reverse: SideOf(shape, reverse, SequenceDirection.Reverse));
        var input = new SequenceBatch(forward[0]);
        void Step()
        {
            BothDirections<LstmSequenceResult> both = tape.LstmBothDirections(input, sides.Forward, sides.Reverse);
            tape.Backward(tape.Add(both.Forward.Outputs, both.Reverse.Outputs), upstream);
            tape.Reset();
        }

        Step();
        Step();
        Assert.InRange(Allocations.Least(Step), 0, 4096);
        Assert.Equal(0, tape.OpenBuffers);
    }

    [Fact]
    public void Both_directions_recompute_when_asked()
    {
        var shape = new RecurrentCase(TestedCell.Gru, Time, 1, Inputs, Hidden) { Recomputation = Recomputation.Every(7) };
        Assert.Equal(Run(shape, threads: 1, isTogether: false, "both"), Run(shape, threads: 2, isTogether: true, "both"));
    }

    /// <summary>Results of both directions, then the gradients of all tensors; the input is shared.</summary>
    private static float[][] Run(RecurrentCase shape, int threads, bool isTogether, string upstream)
    {
        Tape tape = Tape.ForGradients(threads);
        Tensor[] forward = Tensors(shape), reverse = [forward[0], .. Tensors(shape, seed: 2)[1..]];
        Tensor[] results = isTogether
            ? Together(tape, shape, forward, reverse)
            : [.. shape.Run(tape, forward), .. (shape with { IsReverse = true }).Run(tape, reverse)];
        float[][] values = [.. results.Select(result => result.Values.ToArray())];
        int half = results.Length / 2;
        Tensor[] used = upstream switch { "forward" => results[..half], "reverse" => results[half..], _ => results };
        Tensor flat = tape.Concat(0, [.. used.Select(result => result.Reshape(new Shape(result.Shape.Length)))]);
        var gradient = new float[flat.Shape.Length];
        new RandomSource(4).Stream("upstream").FillNormal(gradient);
        tape.Backward(flat, gradient);
        return [.. values, .. forward.Concat(reverse).Select(tensor => tensor.Gradient.ToArray())];
    }

    private static Tensor[] Together(Tape tape, RecurrentCase shape, Tensor[] forward, Tensor[] reverse)
    {
        var input = new SequenceBatch(forward[0], shape.Lengths);
        RecurrentSide first = SideOf(shape, forward, SequenceDirection.Forward), second = SideOf(shape, reverse, SequenceDirection.Reverse);
        switch (shape.Cell)
        {
            case TestedCell.Lstm:
                BothDirections<LstmSequenceResult> lstm = tape.LstmBothDirections(input, first, second);
                return [lstm.Forward.Outputs, lstm.Forward.Hidden, lstm.Forward.Cell, lstm.Reverse.Outputs, lstm.Reverse.Hidden, lstm.Reverse.Cell];
            case TestedCell.Gru or TestedCell.GruResetBefore:
                GruReset reset = shape.Cell == TestedCell.Gru ? GruReset.AfterProduct : GruReset.BeforeProduct;
                return Flat(tape.GruBothDirections(input, first, second, reset));
            default:
                RnnActivation activation = shape.Cell == TestedCell.RnnRelu ? RnnActivation.Relu : RnnActivation.Tanh;
                return Flat(tape.RnnBothDirections(input, first, second, activation));
        }
    }

    private static Tensor[] Flat(BothDirections<RecurrentSequenceResult> both) =>
        [both.Forward.Outputs, both.Forward.Hidden, both.Reverse.Outputs, both.Reverse.Hidden];

    private static RecurrentSide SideOf(RecurrentCase shape, Tensor[] tensors, SequenceDirection direction) => new(
        new RecurrentWeights(tensors[1], tensors[2], tensors[3], tensors[4]),
        new RecurrentStart(tensors[5], shape.States > 1 ? tensors[6] : null, direction, shape.Recomputation));

    private static Tensor[] Tensors(RecurrentCase shape, ulong seed = 1) => [.. shape.Shapes().Select((each, index) =>
    {
        var values = new float[each.Length];
        new RandomSource(seed).Stream("both", (ulong)index).FillNormal(values);
        return Tensor.Variable([.. values.Select(value => 0.2f * value)], each);
    })];
}
