using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>Which of two kinds of brackets has to close next, asked at every step of a well-formed text.</summary>
/// <remarks>
/// Dyck-2 with at most 8 open brackets (Hewitt, Hahn, Ganguli, Liang and Manning, "RNNs can generate bounded hierarchical languages with optimal
/// memory", 2020). Classes: nothing is open, a round one, a square one. Only the last half is scored.
/// </remarks>
internal sealed class DyckTask(int length) : LongTask
{
    private const int Deepest = 8;

    public override int Time => length;

    public override int Features => 4;

    public override int AnsweredSteps => length;

    public override int ScoredSteps => length / 2;

    public override int Classes => 3;

    public override string Measure => "accuracy";

    /// <summary>Always the commoner bracket: about half of the steps with something open.</summary>
    public override double Baseline => 0.5;

    public override double Learnt => 0.98;

    public override LongTask At(int length) => new DyckTask(length);

    public override LongBatch Draw(RandomStream random, int rows) => Fill(random, rows, (row, own) =>
    {
        var numbers = new float[2 * length];
        own.FillUniform(numbers);
        var open = new Stack<int>();
        for (int step = 0; step < length; step++)
        {
            bool opens = open.Count == 0 || (open.Count < Deepest && numbers[2 * step] < 0.5f);
            if (opens)
            {
                open.Push(numbers[(2 * step) + 1] < 0.5f ? 0 : 1);
                row.Set(step, open.Peek(), 1);
            }
            else
            {
                row.Set(step, 2 + open.Pop(), 1);
            }

            row.Answer(step, open.TryPeek(out int kind) ? 1 + kind : 0);
        }
    });
}
