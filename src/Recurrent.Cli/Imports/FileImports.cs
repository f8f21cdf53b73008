namespace Recurrent.Cli.Imports;

/// <summary>The kinds of files that can be imported.</summary>
internal static class FileImports
{
    public static IReadOnlyList<IFileImport> Create() => [new WeightImport(), new KerasImport(), new OnnxImport()];

    /// <summary>The kind of a file by its ending.</summary>
    /// <exception cref="UsageException">It is of none.</exception>
    public static IFileImport Of(IReadOnlyList<IFileImport> kinds, string path) =>
        kinds.FirstOrDefault(kind => kind.Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        ?? throw new UsageException($"FILE: the ending of '{Path.GetFileName(path)}' is none of {string.Join(", ", kinds.SelectMany(kind => kind.Endings))}; rename the file to what it is.");
}
