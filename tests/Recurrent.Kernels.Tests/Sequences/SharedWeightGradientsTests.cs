using System.Collections.Immutable;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Sequences;

/// <summary>One reading of the products' gradient gives the bits of one reading for each weight matrix and the biases.</summary>
public class SharedWeightGradientsTests
{
    public static TheoryData<int, int, int, int> Sizes() => new()
    {
        { 1, 1, 3, 90 }, { 3, 5, 4, 70 }, { 8, 16, 5, 60 }, { 17, 33, 6, 50 }, { 64, 64, 16, 40 }, { 40, 100, 12, 30 }, { 100, 24, 300, 2 }, { 12, 20, 300, 1 }, { 256, 256, 16, 17 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Shared_gradients_have_the_bits_of_single_ones(int inputs, int hidden, int batch, int time)
    {
        using var threads = new ThreadTeam(3);
        foreach (SequenceCell cell in new[] { SequenceCell.RnnTanh, SequenceCell.Lstm, SequenceCell.Gru })
        {
            foreach (bool isReverse in new[] { false, true })
            {
                foreach (bool isRagged in new[] { false, true })
                {
                    var plan = new SequencePlan(time, batch, isRagged ? Lengths(batch, time) : default, isReverse);
                    var layout = CellLayout.Of(cell, inputs, hidden);
                    Compare(layout, plan, hasStart: true, hasBias: true, threads);
                    Compare(layout, plan, hasStart: false, hasBias: false, ThreadTeam.Single);
                }
            }
        }
    }

    [Fact]
    public void Only_sizes_that_gain_are_shared()
    {
        var plan = new SequencePlan(64, 16, default, isReverse: false);
        Assert.True(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.Lstm, 64, 256), plan, threads: 1));
        Assert.False(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.Lstm, 64, 257), plan, threads: 1));
        Assert.False(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.Lstm, 257, 64), plan, threads: 1));
        Assert.False(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.Lstm, 0, 64), plan, threads: 1));
        Assert.False(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.GruResetBefore, 64, 64), plan, threads: 1));
        Assert.False(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.Lstm, 64, 64), new SequencePlan(15, 17, default, isReverse: false), threads: 1));
        Assert.True(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.RnnTanh, 64, 1), plan, threads: 1));
        Assert.False(SharedWeightGradients.Gain(CellLayout.Of(SequenceCell.RnnTanh, 256, 1), new SequencePlan(1024, 16, default, isReverse: false), threads: 2));
    }

    [Fact]
    public void A_span_of_the_wrong_length_is_refused()
    {
        var plan = new SequencePlan(64, 16, default, isReverse: false);
        var layout = CellLayout.Of(SequenceCell.Lstm, 2, 3);
        Assert.Throws<ArgumentException>(() => Gradients(layout, plan, new float[10], ThreadTeam.Single).Shared(new float[2048], new float[3072], default, default).Write(new float[24], new float[36], default));
        Assert.Throws<ArgumentException>(() => Gradients(layout, plan, new float[20000], ThreadTeam.Single).Shared(new float[2048], new float[3072], default, default).Write(new float[23], new float[36], default));
        Assert.Throws<ArgumentException>(() => Gradients(layout, plan, new float[20000], ThreadTeam.Single).Shared(new float[2048], new float[3072], default, default).Write(new float[24], new float[36], new float[1]));
    }

    [Fact]
    public void Sizes_that_do_not_gain_are_refused()
    {
        var plan = new SequencePlan(64, 16, default, isReverse: false);
        var layout = CellLayout.Of(SequenceCell.RnnTanh, 2, 257);
        float[] gates = new float[1024 * layout.GateGradientPitch], hidden = new float[1024 * 257];
        Assert.Throws<InvalidOperationException>(() => Gradients(layout, plan, gates, ThreadTeam.Single).Shared(new float[2048], hidden, default, default).Write(new float[514], new float[257 * 257], default));
    }

    private static void Compare(CellLayout layout, SequencePlan plan, bool hasStart, bool hasBias, ThreadTeam team)
    {
        using GuardedBuffer gates = Random(plan.Cells * layout.GateGradientPitch, 1), input = Random(plan.Cells * layout.InputSize, 2);
        using GuardedBuffer hidden = Random(plan.Cells * layout.HiddenSize, 3), start = Random(hasStart ? plan.Batch * layout.HiddenSize : 0, 4);
        using GuardedBuffer work = Random(plan.IsNatural ? 0 : plan.Cells * layout.HiddenSize, 5);
        SequenceGradients gradients = Gradients(layout, plan, gates.Span, team);
        int gateRows = layout.Gates * layout.HiddenSize;
        float[] ofInput = new float[gateRows * layout.InputSize], ofRecurrent = new float[gateRows * layout.HiddenSize], sums = new float[layout.GateGradientColumns];
        gradients.InputWeights(input.Span, ofInput, GemmMode.Overwrite);
        gradients.RecurrentWeights(hidden.Span, start.Span, work.Span, ofRecurrent, GemmMode.Overwrite);
        gradients.SumCells(sums);

        using GuardedBuffer sharedInput = Random(ofInput.Length, 6), sharedRecurrent = Random(ofRecurrent.Length, 7), sharedSums = Random(hasBias ? sums.Length : 0, 8);
        gradients.Shared(input.Span, hidden.Span, start.Span, work.Span).Write(sharedInput.Span, sharedRecurrent.Span, sharedSums.Span);
        Assert.Equal(ofInput, sharedInput.Span.ToArray());
        Assert.Equal(ofRecurrent, sharedRecurrent.Span.ToArray());
        Assert.Equal(hasBias ? sums : [], sharedSums.Span.ToArray());
    }

    private static SequenceGradients Gradients(CellLayout layout, SequencePlan plan, ReadOnlySpan<float> gates, ThreadTeam team) =>
        new() { Plan = plan, Layout = layout, GateGradient = gates, Team = team };

    private static ImmutableArray<int> Lengths(int batch, int time) => [.. Enumerable.Range(0, batch).Select(row => row == 1 ? time : (row * 7) % (time + 1))];

    private static GuardedBuffer Random(int length, ulong seed) => new(TestFloats.Normal(length, seed, scale: 1f), GuardEdge.End);
}
