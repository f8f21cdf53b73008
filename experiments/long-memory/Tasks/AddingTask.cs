using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>The sum of the two marked numbers out of T uniform ones, one marked in each half.</summary>
/// <remarks>Hochreiter and Schmidhuber, "Long short-term memory", 1997, experiment 4, in the form of Le, Jaitly and Hinton, 2015: targets from 0 to 2.</remarks>
internal sealed class AddingTask(int length) : LongTask
{
    public override int Time => length;

    public override int Features => 2;

    public override int AnsweredSteps => 1;

    public override int Classes => 0;

    public override string Measure => "mean squared error";

    /// <summary>The variance of the sum of two uniform numbers: always saying 1.</summary>
    public override double Baseline => 1.0 / 6;

    public override double Learnt => 0.002;

    public override LongTask At(int length) => new AddingTask(length);

    public override LongBatch Draw(RandomStream random, int rows) => Fill(random, rows, (row, own) =>
    {
        var numbers = new float[length];
        own.FillUniform(numbers);
        int half = length / 2;
        int first = own.Advance(length).NextInt32(half), second = half + own.Advance(length + 8).NextInt32(length - half);
        for (int step = 0; step < length; step++)
        {
            row.Set(step, 0, numbers[step]);
        }

        row.Set(first, 1, 1);
        row.Set(second, 1, 1);
        row.Answer(0, numbers[first] + numbers[second]);
    });
}
