using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class RecurrentSequenceGradientTests
{
    public static TheoryData<TestedCell, bool, bool, bool, bool, string> Combinations()
    {
        var data = new TheoryData<TestedCell, bool, bool, bool, bool, string>();
        foreach (TestedCell cell in Enum.GetValues<TestedCell>())
        {
            for (int bits = 0; bits < 16; bits++)
            {
                foreach (string upstream in (string[])["outputs", "final", "both"])
                {
                    data.Add(cell, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, upstream);
                }
            }
        }

        return data;
    }

    public static TheoryData<TestedCell, int, int, int, int> Sizes()
    {
        var data = new TheoryData<TestedCell, int, int, int, int>();
        foreach (TestedCell cell in Enum.GetValues<TestedCell>())
        {
            data.Add(cell, 0, 2, 2, 3);
            data.Add(cell, 1, 1, 1, 1);
            data.Add(cell, 3, 5, 4, 1);
            data.Add(cell, 2, 2, 3, 16);
            data.Add(cell, 3, 3, 1, 17);
            data.Add(cell, 2, 1, 2, 33);
        }

        data.Add(TestedCell.RnnTanh, 2, 1, 1, 70);
        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Sequence_matches_the_reference_and_its_differences_when_options_vary(
        TestedCell cell, bool isReverse, bool isVariable, bool hasStart, bool hasBiases, string upstream)
    {
        var shape = new RecurrentCase(cell, Time: 4, Batch: 4, Inputs: 2, Hidden: 3)
        {
            IsReverse = isReverse,
            Lengths = isVariable ? [2, 0, 4, 3] : default,
            HasStart = hasStart,
            HasBiases = hasBiases,
        };
        Check(shape, upstream);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sequence_matches_the_reference_when_sizes_leave_vector_tails(TestedCell cell, int time, int batch, int inputs, int hidden)
    {
        var shape = new RecurrentCase(cell, time, batch, inputs, hidden);
        Check(shape, "both");
    }

    [Theory]
    [InlineData(TestedCell.RnnTanh)]
    [InlineData(TestedCell.Lstm)]
    [InlineData(TestedCell.Gru)]
    [InlineData(TestedCell.GruResetBefore)]
    public void Sequence_matches_the_reference_when_rows_are_more_than_a_tile(TestedCell cell) =>
        Check(new RecurrentCase(cell, Time: 7, Batch: 11, Inputs: 3, Hidden: 5) { Lengths = [7, 1, 6, 6, 0, 2, 7, 3, 5, 4, 1], IsReverse = true }, "both");

    private static void Check(RecurrentCase shape, string upstream)
    {
        var check = new GradientCheck();
        foreach (Shape input in shape.Shapes())
        {
            check.WithInput(input, scale: 0.7);
        }

        int outputs = shape.Time * shape.Batch * shape.Hidden;
        check.Run(
            (tape, tensors) => Select(tape, shape.Run(tape, tensors), upstream),
            values =>
            {
                double[] all = RecurrentReference.Run(shape, shape.Name(values));
                return upstream switch { "outputs" => all[..outputs], "final" => all[outputs..], _ => all };
            });
    }

    private static Tensor Select(Tape tape, Tensor[] results, string upstream)
    {
        Tensor[] flat = [.. results.Select(result => result.Reshape(new Shape(result.Shape.Length)))];
        return upstream switch { "outputs" => flat[0], "final" => tape.Concat(0, flat.AsSpan(1)), _ => tape.Concat(0, flat) };
    }
}
