using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Sequences;

public sealed class StepRowsTests
{
    public static TheoryData<int, int> Cases()
    {
        var data = new TheoryData<int, int>();
        foreach (SequenceCell cell in Enum.GetValues<SequenceCell>())
        {
            foreach (StepPrecision precision in Enum.GetValues<StepPrecision>())
            {
                data.Add((int)cell, (int)precision);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_get_the_bits_of_steps_alone_inside_their_memory(int cell, int precision)
    {
        foreach (int hidden in (int[])[1, 7, 16, 33, 67])
        {
            var weights = new StepCase((SequenceCell)cell, inputs: 1 + (hidden % 8), hidden);
            CellStepper stepper = weights.Stepper((StepPrecision)precision);
            foreach (int rows in (int[])[0, 1, 2, 3, 7, 13, 49])
            {
                Check(stepper, rows, GuardEdge.End, ThreadTeam.Single);
                Check(stepper, rows, GuardEdge.Start, ThreadTeam.Shared(2));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Large_rows_get_the_bits_of_steps_alone_whatever_the_threads(int cell, int precision)
    {
        // Large enough for threads to share the units of few rows, and the rows of many.
        CellStepper stepper = new StepCase((SequenceCell)cell, inputs: 132, hidden: (SequenceCell)cell == SequenceCell.Lstm ? 300 : 450).Stepper((StepPrecision)precision);
        foreach (int rows in (int[])[1, 3, 40])
        {
            Check(stepper, rows, GuardEdge.End, ThreadTeam.Shared(2));
            Check(stepper, rows, GuardEdge.End, ThreadTeam.Shared(3));
        }
    }

    [Fact]
    public void Rows_refuse_a_stream_outside_the_states()
    {
        CellStepper stepper = new StepCase(SequenceCell.Gru, inputs: 2, hidden: 3).Stepper();
        Assert.Throws<ArgumentOutOfRangeException>(() => stepper.Step(
            new StepRowsSpans
            {
                States = [4],
                Input = new float[2],
                Output = new float[3],
                Hidden = new float[4 * stepper.StatePitch],
                Cell = default,
                Scratch = new float[stepper.RowsScratchLength(4, threads: 1)],
                MaximumRows = 4,
            },
            ThreadTeam.Single));
    }

    private static void Check(CellStepper stepper, int rows, GuardEdge edge, ThreadTeam team)
    {
        CellLayout layout = stepper.Layout;
        int[] streams = [.. Enumerable.Range(0, rows).Select(row => (2 * (rows - row)) - 1)];
        int states = (2 * rows) + 1, pitch = stepper.StatePitch;
        using var input = new GuardedBuffer(TestFloats.Normal(rows * layout.InputSize, seed: 61), edge);
        using var output = new GuardedBuffer(new float[rows * layout.HiddenSize], edge);
        using var hidden = new GuardedBuffer(States(states, pitch, layout.HiddenSize, seed: 62), edge);
        using var cell = new GuardedBuffer(layout.HasCellState ? States(states, pitch, layout.HiddenSize, seed: 63) : [], edge);
        using var scratch = new GuardedBuffer([.. Enumerable.Repeat(float.NaN, stepper.RowsScratchLength(Math.Max(rows, 1), team.Threads))], edge);
        float[] oldHidden = hidden.Span.ToArray(), oldCell = cell.Span.ToArray();
        for (int step = 0; step < 2; step++)
        {
            float[][] alone = [.. streams.Select((stream, row) => StepAlone(stepper, row, stream, input.Span, hidden.Span, cell.Span))];
            stepper.Step(
                new StepRowsSpans
                {
                    States = streams,
                    Input = input.Span,
                    Output = output.Span,
                    Hidden = hidden.Span,
                    Cell = cell.Span,
                    Scratch = scratch.Span,
                    MaximumRows = Math.Max(rows, 1),
                },
                team);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<float> newHidden = hidden.Span.Slice(streams[row] * pitch, layout.HiddenSize);
                Assert.Equal(alone[row][..layout.HiddenSize], output.Span.Slice(row * layout.HiddenSize, layout.HiddenSize).ToArray());
                float[] newState = [.. newHidden, .. layout.HasCellState ? cell.Span.Slice(streams[row] * pitch, layout.HiddenSize) : default];
                Assert.Equal(alone[row], newState);
            }
        }

        // Streams that were not named stand still.
        for (int state = 0; state < states; state += 2)
        {
            Assert.Equal(oldHidden[(state * pitch)..((state + 1) * pitch)], hidden.Span.Slice(state * pitch, pitch).ToArray());
            Assert.True(!layout.HasCellState || cell.Span.Slice(state * pitch, pitch).SequenceEqual(oldCell.AsSpan(state * pitch, pitch)));
        }
    }

    private static float[] StepAlone(CellStepper stepper, int row, int stream, ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, ReadOnlySpan<float> cell)
    {
        int inputs = stepper.Layout.InputSize, width = stepper.Layout.HiddenSize, start = stream * stepper.StatePitch;
        float[] ownHidden = hidden.Slice(start, width).ToArray(), ownCell = cell.IsEmpty ? [] : cell.Slice(start, width).ToArray();
        stepper.Step(
            new StepSpans { Input = input.Slice(row * inputs, inputs), Hidden = ownHidden, Cell = ownCell, Scratch = new float[stepper.ScratchLength] }, ThreadTeam.Single);
        return [.. ownHidden, .. ownCell];
    }

    private static float[] States(int count, int pitch, int width, ulong seed)
    {
        float[] values = TestFloats.Normal(count * pitch, seed);
        for (int state = 0; state < count; state++)
        {
            values.AsSpan((state * pitch) + width, pitch - width).Clear();
        }

        return values;
    }
}
