using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Two files that belong together on a command line.</summary>
internal static class PairFiles
{
    /// <summary>Reads both, or none when neither is named.</summary>
    /// <param name="source">The file to translate from.</param>
    /// <param name="target">The file to translate to.</param>
    /// <param name="options">Names of the two options, for messages.</param>
    /// <exception cref="UsageException">Only one is named.</exception>
    public static IReadOnlyList<SentencePair>? Read(string? source, string? target, string options)
    {
        if (source is null && target is null) return null;
        if (source is null || target is null)
            throw new UsageException($"{options}: received only one of the two files; name both, whose lines are translations of each other.");
        return ParallelText.Read(source, target);
    }
}
