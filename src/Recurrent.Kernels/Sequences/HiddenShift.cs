using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Sequences;

/// <summary>Copies the state before every cell after the first step, in a packed plan's order; each part takes some steps.</summary>
internal readonly ref struct HiddenShift : IParallelJob
{
    private const int FloatsPerPart = 64 * 1024;

    public required SequencePlan Plan { get; init; }

    /// <summary>[cells, width].</summary>
    public required ReadOnlySpan<float> Hidden { get; init; }

    /// <summary>[cells after the first step, width].</summary>
    public required Span<float> Shifted { get; init; }

    public required int Width { get; init; }

    public static bool PartsAreIndependent => true;

    /// <summary>Runs on a team.</summary>
    public void Run(ThreadTeam team) => team.Run(this, Math.Max(1, Shifted.Length / FloatsPerPart));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange steps = RangeSplitter.Split(Math.Max(0, Plan.Steps - 1), 1, part, parts);
        for (int step = steps.Start + 1; step <= steps.End; step++)
        {
            ReadOnlySpan<float> before = Hidden.Slice(Plan.Offset(step - 1) * Width, Plan.Active(step) * Width);
            before.CopyTo(Shifted[((Plan.Offset(step) - Plan.Active(0)) * Width)..]);
        }
    }
}
