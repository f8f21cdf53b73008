using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>A problem whose answers depend on what was read long ago.</summary>
internal abstract class LongTask
{
    /// <summary>Sequences that nothing is learnt from and the kept weights are chosen by.</summary>
    private const int ValidationRows = 500;

    private const int TestRows = 2000;

    /// <summary>T, the steps of a sequence.</summary>
    public abstract int Time { get; }

    /// <summary>D, the features of a step.</summary>
    public abstract int Features { get; }

    /// <summary>S: the last so many steps have an answer.</summary>
    public abstract int AnsweredSteps { get; }

    /// <summary>Classes to choose from; 0 for a single value.</summary>
    public abstract int Classes { get; }

    /// <summary>The score's name.</summary>
    public abstract string Measure { get; }

    /// <summary>Of the last steps, those that count for the score; all that are answered unless the rest is trivial.</summary>
    public virtual int ScoredSteps => AnsweredSteps;

    /// <summary>What one who remembers nothing would score.</summary>
    public abstract double Baseline { get; }

    /// <summary>From this score on a length counts as learnt.</summary>
    public abstract double Learnt { get; }

    /// <summary>The same with other lengths; itself where there is no other length.</summary>
    public abstract LongTask At(int length);

    /// <summary>Sequences to learn from.</summary>
    public abstract LongBatch Draw(RandomStream random, int rows);

    /// <summary>Sequences that the kept weights are chosen by, the same whatever the seed of the weights.</summary>
    public virtual IReadOnlyList<LongBatch> Validation(int rows) => Fixed("validation", ValidationRows, rows);

    /// <summary>Sequences to score on.</summary>
    public virtual IReadOnlyList<LongBatch> Test(int rows) => Fixed("test", TestRows, rows);

    /// <summary>Fills B rows one after another, each from its own random stream.</summary>
    protected LongBatch Fill(RandomStream random, int rows, FillRow fill)
    {
        var batch = new LongBatch(Time, rows, new float[Time * rows * Features], new float[AnsweredSteps * rows]);
        var source = new RandomSource(random.Key);
        for (int row = 0; row < rows; row++)
        {
            fill(new LongRow(batch, row, Features), source.Stream("row", (ulong)row));
        }

        return batch;
    }

    private LongBatch[] Fixed(string name, int count, int rows)
    {
        var source = new RandomSource(seed: 2026);
        return [.. Enumerable.Range(0, (count + rows - 1) / rows).Select(number => Draw(source.Stream(name, (ulong)number), Math.Min(rows, count - (number * rows))))];
    }
}
