namespace Recurrent.Text.Classification;

/// <summary>The counts of <see cref="TokenCounts"/> as they are stored. Rows have one number a class and one for all texts.</summary>
internal sealed record TokenCountsFile
{
    /// <summary>Training texts of every class and in all. [C + 1]</summary>
    public required int[] Texts { get; init; }

    /// <summary>Texts that have a token, row-major <c>[V, C + 1]</c>.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>First tokens of the pairs. [P]</summary>
    public required int[] First { get; init; }

    /// <summary>Second tokens of the pairs. [P]</summary>
    public required int[] Second { get; init; }

    /// <summary>Texts that have a pair, row-major <c>[P, C + 1]</c>.</summary>
    public required int[] Pairs { get; init; }
}
