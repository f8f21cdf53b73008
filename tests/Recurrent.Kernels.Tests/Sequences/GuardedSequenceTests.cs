using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Sequences;

public sealed class GuardedSequenceTests
{
    public static TheoryData<int, bool> Cells()
    {
        var data = new TheoryData<int, bool>();
        foreach (SequenceCell cell in Enum.GetValues<SequenceCell>())
        {
            data.Add((int)cell, false);
            data.Add((int)cell, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Sequence_kernels_stay_inside_their_memory_whatever_the_sizes(int cell, bool isReverse)
    {
        foreach (int hidden in (int[])[1, 2, 7, 8, 15, 16, 17, 31, 33, 47, 64, 67])
        {
            foreach (int batch in (int[])[1, 2, 7, 13])
            {
                CellLayout layout = CellLayout.Of((SequenceCell)cell, inputSize: 1 + (hidden % 5), hidden);
                CheckAtBothEdges(layout, new SequencePlan(3, batch, default, isReverse));
                CheckAtBothEdges(layout, new SequencePlan(3, batch, [.. Enumerable.Range(0, batch).Select(row => (row * 5) % 4)], isReverse));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Sequence_kernels_stay_inside_their_memory_on_several_threads(int cell, bool isReverse)
    {
        CellLayout layout = CellLayout.Of((SequenceCell)cell, inputSize: 45, hiddenSize: 83);
        foreach (int batch in (int[])[16, 50])
        {
            CheckAtBothEdges(layout, new SequencePlan(12, batch, default, isReverse));
            CheckAtBothEdges(layout, new SequencePlan(12, batch, [.. Enumerable.Range(0, batch).Select(row => (row * 5) % 13)], isReverse));
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Zoneout_stays_inside_its_memory_whatever_the_sizes(int cell, bool isReverse)
    {
        foreach (int hidden in (int[])[1, 7, 8, 15, 16, 17, 33, 67])
        {
            foreach (int batch in (int[])[1, 7, 50])
            {
                CellLayout layout = CellLayout.Of((SequenceCell)cell, inputSize: 1 + (hidden % 5), hidden);
                int[] lengths = [.. Enumerable.Range(0, batch).Select(row => (row * 5) % 4)];
                foreach (SequencePlan plan in (SequencePlan[])[new(3, batch, default, isReverse), new(3, batch, [.. lengths], isReverse)])
                {
                    float[] drawn = CheckPassesAtBothEdges(layout, plan, zoneout: 0.3f, isDrawn: true);
                    float[] mean = CheckPassesAtBothEdges(layout, plan, zoneout: 0.3f, isDrawn: false);
                    Assert.Equal(plan.Cells == 0, drawn.SequenceEqual(mean));
                }
            }
        }
    }

    [Theory]
    [InlineData((int)SequenceCell.RnnTanh, false)]
    [InlineData((int)SequenceCell.Lstm, false)]
    [InlineData((int)SequenceCell.Lstm, true)]
    [InlineData((int)SequenceCell.Gru, true)]
    public void Threads_that_share_units_because_rows_are_few_give_the_bits_of_one_thread(int cell, bool isReverse)
    {
        CellLayout layout = CellLayout.Of((SequenceCell)cell, inputSize: 41, hiddenSize: 203);
        foreach (SequencePlan plan in (SequencePlan[])[new(16, 3, default, isReverse), new(20, 3, [20, 0, 13], isReverse)])
        {
            Assert.True(new SequenceSplit(layout, plan, threads: 2).ByUnits);
            Assert.True(new SequenceSplit(layout, plan, threads: 2, isBackward: true).ByUnits);
            CheckAtBothEdges(layout, plan);
        }
    }

    private static void CheckAtBothEdges(CellLayout layout, SequencePlan plan)
    {
        CheckPassesAtBothEdges(layout, plan, zoneout: 0, isDrawn: false);
        using var end = new GuardedSequence(layout, plan, GuardEdge.End, ThreadTeam.Single);
        using var start = new GuardedSequence(layout, plan, GuardEdge.Start, ThreadTeam.Shared(2));
        Assert.Equal(end.Step(), start.Step());
    }

    /// <returns>The outputs.</returns>
    private static float[] CheckPassesAtBothEdges(CellLayout layout, SequencePlan plan, float zoneout, bool isDrawn)
    {
        using var end = new GuardedSequence(layout, plan, GuardEdge.End, ThreadTeam.Single) { Zoneout = zoneout, DrawsZoneout = isDrawn };
        using var start = new GuardedSequence(layout, plan, GuardEdge.Start, ThreadTeam.Shared(2)) { Zoneout = zoneout, DrawsZoneout = isDrawn };
        float[][] trained = end.Train();
        Assert.Equal(trained, start.Train());
        Assert.Equal(trained[0], end.Infer(isPacked: false));
        Assert.Equal(trained[0], start.Infer(isPacked: false));
        Assert.Equal(trained[0], end.Infer(isPacked: true));
        Assert.Equal(trained[0], start.Infer(isPacked: true));
        Assert.All(trained, values => Assert.DoesNotContain(values, value => !float.IsFinite(value)));
        return trained[0];
    }
}
