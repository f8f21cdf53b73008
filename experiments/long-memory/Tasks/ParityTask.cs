using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>Whether the ones read so far are odd in number, asked at every step.</summary>
internal sealed class ParityTask(int length) : LongTask
{
    public override int Time => length;

    public override int Features => 2;

    public override int AnsweredSteps => length;

    public override int Classes => 2;

    public override string Measure => "accuracy";

    public override double Baseline => 0.5;

    /// <summary>The first half is easier: it has fewer ones.</summary>
    public override int ScoredSteps => length / 2;

    public override double Learnt => 0.98;

    public override LongTask At(int length) => new ParityTask(length);

    public override LongBatch Draw(RandomStream random, int rows) => Fill(random, rows, (row, own) =>
    {
        var numbers = new float[length];
        own.FillUniform(numbers);
        int odd = 0;
        for (int step = 0; step < length; step++)
        {
            int bit = numbers[step] < 0.5f ? 0 : 1;
            odd ^= bit;
            row.Set(step, bit, 1);
            row.Answer(step, odd);
        }
    });
}
