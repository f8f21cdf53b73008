using System.Runtime.CompilerServices;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Sequences;

/// <summary>Adds rows in a plan's order to the tensor <c>[T, B, width]</c> they belong to; each part takes some steps.</summary>
internal readonly ref struct InputGradientScatter : IParallelJob
{
    private const int FloatsPerPart = 32 * 1024;

    public required SequencePlan Plan { get; init; }

    /// <summary>[cells, width].</summary>
    public required ReadOnlySpan<float> Packed { get; init; }

    /// <summary>[T, B, width].</summary>
    public required Span<float> Gradient { get; init; }

    public required int Width { get; init; }

    /// <summary>Whether the tensor's contents are undefined: they are replaced, by 0 in the padding.</summary>
    public required bool Replaces { get; init; }

    public static bool PartsAreIndependent => true;

    /// <summary>Runs on a team.</summary>
    public void Run(ThreadTeam team) => team.Run(this, Math.Max(1, Packed.Length / FloatsPerPart));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange steps = RangeSplitter.Split(Plan.Time, 1, part, parts);
        for (int step = steps.Start; step < steps.End; step++)
        {
            int active = Plan.Active(step);
            for (int position = 0; position < active; position++)
            {
                ReadOnlySpan<float> source = Packed.Slice((Plan.Offset(step) + position) * Width, Width);
                Span<float> target = Gradient.Slice(Plan.TensorRow(step, position) * Width, Width);
                if (Replaces)
                {
                    source.CopyTo(target);
                }
                else
                {
                    Accumulate.Add(source, target);
                }
            }

            for (int position = active; Replaces && position < Plan.Batch; position++)
            {
                Gradient.Slice(((step * Plan.Batch) + Plan.Row(position)) * Width, Width).Clear();
            }
        }
    }
}
