using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>Sixteen symbols at random places among noise, to be repeated in order at the end.</summary>
/// <remarks>Jing et al., "Gated orthogonal recurrent units", 2019 ("denoise"), in the form of Gu and Dao, "Mamba", 2023, section 4.1.1: 16 symbols to remember out of 16.</remarks>
internal sealed class SelectiveCopyTask(int length) : LongTask
{
    private const int Remembered = 16, Symbols = 16, Noise = 16, Signal = 17;

    public override int Time => length + Remembered;

    public override int Features => Symbols + 2;

    public override int AnsweredSteps => Remembered;

    public override int Classes => Symbols;

    public override string Measure => "accuracy";

    public override double Baseline => 1.0 / Symbols;

    public override double Learnt => 0.95;

    public override LongTask At(int length) => new SelectiveCopyTask(length);

    public override LongBatch Draw(RandomStream random, int rows) => Fill(random, rows, (row, own) =>
    {
        int[] steps = [.. Enumerable.Range(0, length)];
        own = own.Shuffle(steps.AsSpan());
        int[] places = [.. steps.Take(Remembered).Order()];
        int next = 0;
        for (int step = 0; step < Time; step++)
        {
            int symbol = step < length ? Noise : Signal;
            if (next < Remembered && step == places[next])
            {
                symbol = own.Advance(8 * next).NextInt32(Symbols);
                row.Answer(next++, symbol);
            }

            row.Set(step, symbol, 1);
        }
    });
}
