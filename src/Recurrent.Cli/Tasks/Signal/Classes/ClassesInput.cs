using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Signals of the command line: a folder, a list, a table, a file, or a table on standard input.</summary>
internal static class ClassesInput
{
    /// <exception cref="DataFormatException">The data cannot be used.</exception>
    public static IReadOnlyList<TimeSeries.Signals.Signal> Read(string path, SignalReaderOptions options, Terminal terminal)
    {
        if (path != SeriesFiles.StandardInput && !File.Exists(path) && !Directory.Exists(path))
            throw new UsageException($"DATA: there is no '{path}'{Nearby(path)}; give a folder of signals, or a CSV or WAV file.");
        return SpooledInput.Read(path, terminal, file => SignalReader.ReadAll(file, options));
    }

    /// <exception cref="DataFormatException">A signal has no label.</exception>
    public static void RefuseUnlabelled(IReadOnlyList<TimeSeries.Signals.Signal> signals)
    {
        if (signals.FirstOrDefault(static one => one.Label is null) is not { } unknown) return;
        throw new DataFormatException
        {
            File = unknown.Name,
            Found = "no label",
            Expected = "the class of every signal",
            Fix = "Put files into folders that are named after their class, or give a list with the columns file and label; where columns follow from others, train with --inputs and --outputs",
        };
    }

    /// <summary>Finds before the training what could not be scored behind it.</summary>
    /// <exception cref="DataFormatException">A signal to score is of a class that none to learn from has.</exception>
    public static void RefuseUnknown(SignalSplit split)
    {
        var known = split.Training.Select(static one => one.Label!).ToHashSet(StringComparer.Ordinal);
        if (split.Test.FirstOrDefault(one => !known.Contains(one.Label!)) is not { } odd) return;
        throw new DataFormatException
        {
            File = odd.Name,
            Found = $"the label '{odd.Label}'{NearestName.Suggestion(odd.Label!, known)} among the signals to score, and none to learn from",
            Expected = "signals of every class to learn from",
            Fix = "Correct the label, add signals of the class or, where it is in one group only, give --test-share 0 or leave --group-col out",
        };
    }

    /// <summary><c>words/</c> is <c>words</c>, <c>words.csv.gz</c> too.</summary>
    public static string NameOf(string path) => path == SeriesFiles.StandardInput ? "stdin" : TitleOf(path).Split('.')[0] is { Length: > 0 } name ? name : "data";

    public static string TitleOf(string path) =>
        path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static string Nearby(string path)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return Directory.Exists(parent)
            ? NearestName.Suggestion(TitleOf(path), Directory.EnumerateFileSystemEntries(parent).Select(static one => Path.GetFileName(one)!))
            : "";
    }
}
