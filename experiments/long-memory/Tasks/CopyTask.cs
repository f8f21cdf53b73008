using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>Ten symbols, T blanks, a signal, and then the ten symbols again.</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997 in the form of Arjovsky, Shah and Bengio, "Unitary evolution recurrent neural networks", 2016: 8 symbols,
/// T + 20 steps, blanks asked for at the first T + 10. The cross entropy of all steps is 10 ln 8 / (T + 20) for one who remembers nothing;
/// here only the last ten steps are scored, where it is ln 8.
/// </remarks>
internal sealed class CopyTask(int length) : LongTask
{
    private const int Remembered = 10, Symbols = 8, Blank = 8, Signal = 9;

    public override int Time => length + (2 * Remembered);

    public override int Features => Symbols + 2;

    public override int AnsweredSteps => Time;

    public override int ScoredSteps => Remembered;

    public override int Classes => Symbols + 1;

    public override string Measure => "cross entropy of the recalled symbols";

    public override double Baseline => Math.Log(Symbols);

    public override double Learnt => 0.02;

    public override LongTask At(int length) => new CopyTask(length);

    public override LongBatch Draw(RandomStream random, int rows) => Fill(random, rows, (row, own) =>
    {
        for (int step = 0; step < Time; step++)
        {
            int symbol = step == Time - Remembered - 1 ? Signal : Blank;
            if (step < Remembered)
            {
                symbol = own.Advance(8 * step).NextInt32(Symbols);
                row.Answer(Time - Remembered + step, symbol);
            }

            row.Set(step, symbol, 1);
            if (step < Time - Remembered) row.Answer(step, Blank);
        }
    });
}
