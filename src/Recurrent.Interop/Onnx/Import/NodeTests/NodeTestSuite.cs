namespace Recurrent.Interop.Onnx.Import.NodeTests;

/// <summary>Folders in the form of the backend tests of ONNX: <c>model.onnx</c> and <c>test_data_set_N/input_K.pb, output_K.pb</c>.</summary>
internal static class NodeTestSuite
{
    public const string ModelFile = "model.onnx";

    /// <summary>The cases at a path and below it, by name.</summary>
    public static IReadOnlyList<string> Find(string folder) => [.. Directory
        .EnumerateFiles(folder, ModelFile, new EnumerationOptions { RecurseSubdirectories = true })
        .Select(file => Path.GetDirectoryName(file)!)
        .Order(StringComparer.Ordinal)];

    /// <summary>Runs all data of a case.</summary>
    /// <param name="folder">The folder of its model.</param>
    /// <param name="cancellation">Ends it between two nodes.</param>
    public static NodeTestResult Run(string folder, CancellationToken cancellation = default)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        try
        {
            return new NodeTestResult(name, ProblemOf(folder, cancellation));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new NodeTestResult(name, failure.Message);
        }
    }

    private static string? ProblemOf(string folder, CancellationToken cancellation)
    {
        var model = OnnxModel.Load(Path.Combine(folder, ModelFile));
        string[] sets = [.. Directory.EnumerateDirectories(folder, "test_data_set_*").Order(StringComparer.Ordinal)];
        return sets.Length == 0
            ? "has no folder test_data_set_0 with inputs and outputs"
            : sets.Select(set => new NodeTestData(model, set).ProblemOf(cancellation)).FirstOrDefault(problem => problem is not null);
    }
}
