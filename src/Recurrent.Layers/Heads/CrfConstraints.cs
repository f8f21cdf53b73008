namespace Recurrent.Layers.Heads;

/// <summary>Which tags may begin a sequence, end it and follow each other.</summary>
/// <param name="tags">K, the number of tags.</param>
/// <param name="mayStart">Whether a sequence may begin with a tag.</param>
/// <param name="mayEnd">Whether a sequence may end with a tag.</param>
/// <param name="mayFollow">Whether the second tag may stand straight after the first.</param>
public sealed class CrfConstraints(int tags, Func<int, bool> mayStart, Func<int, bool> mayEnd, Func<int, int, bool> mayFollow)
{
    /// <summary>K, the number of tags.</summary>
    public int Tags { get; } = tags;

    /// <summary>1 where a tag may begin a sequence, else 0. [K]</summary>
    internal float[] Start { get; } = [.. Enumerable.Range(0, tags).Select(tag => mayStart(tag) ? 1f : 0f)];

    /// <summary>1 where a tag may end a sequence, else 0. [K]</summary>
    internal float[] End { get; } = [.. Enumerable.Range(0, tags).Select(tag => mayEnd(tag) ? 1f : 0f)];

    /// <summary>1 where the column's tag may follow the row's, else 0. [K, K]</summary>
    internal float[] Transitions { get; } = [.. Enumerable.Range(0, tags * tags).Select(pair => mayFollow(pair / tags, pair % tags) ? 1f : 0f)];
}
