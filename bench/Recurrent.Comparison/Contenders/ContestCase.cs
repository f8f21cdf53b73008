using Recurrent.Comparison.Cases;

namespace Recurrent.Comparison.Contenders;

/// <summary>A case by name, opened when its turn comes.</summary>
/// <param name="Kind">Subcommand it belongs to.</param>
/// <param name="Name">Sizes as text.</param>
/// <param name="Batch">B.</param>
/// <param name="Open">Makes both sides for a number of threads.</param>
internal sealed record ContestCase(string Kind, string Name, int Batch, Func<int, Contest> Open)
{
    /// <summary>The sizes of a case that is one recurrent stack; null for a language model.</summary>
    public SequenceCase? Sizes { get; init; }
}
