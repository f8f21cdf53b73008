using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops;

/// <summary>What additive scores are computed from.</summary>
internal sealed record AdditiveInputs(Tensor Query, Tensor Key, Tensor Score, AdditiveCoverage? Coverage)
{
    public int Batch => Query.Shape[0];

    public int Queries => Query.Shape[1];

    public int Keys => Key.Shape[1];

    public int Units => Score.Shape[1];

    public bool RequireGradient => Query.RequiresGradient || Key.RequiresGradient || Score.RequiresGradient
        || Coverage?.Looks.RequiresGradient == true || Coverage?.Weight.RequiresGradient == true;

    public int Threads(Tape tape) => RangeTeam.Worthwhile(tape.Threads, (int)Math.Min(int.MaxValue, (long)Batch * Queries * Keys * Units));

    public void Check()
    {
        bool fits = Query.Shape.Rank == 3 && Key.Shape.Rank == 3 && Score.Shape.Rank == 2 && Score.Shape[0] == 1
            && Query.Shape[0] == Key.Shape[0] && Query.Shape[2] == Units && Key.Shape[2] == Units
            && (Coverage is null || (Coverage.Looks.Shape == new Shape(Batch, Queries, Keys) && Coverage.Weight.Shape == new Shape(Units)));
        if (!fits)
        {
            throw new ArgumentException(
                $"AdditiveScores got queries {Query.Shape}, keys {Key.Shape}, score {Score.Shape}, coverage {Coverage?.Looks.Shape.ToString() ?? "none"} with {Coverage?.Weight.Shape.ToString() ?? "none"}; " +
                "expected [B, M, A], [B, S, A], [1, A], and [B, M, S] with [A].");
        }
    }
}
