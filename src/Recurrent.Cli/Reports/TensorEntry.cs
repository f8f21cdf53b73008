namespace Recurrent.Cli.Reports;

/// <summary>One stored tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Number of values.</param>
/// <param name="Format">The number format in the file; null where it is float32 as in every model folder.</param>
internal sealed record TensorEntry(string Name, IReadOnlyList<int> Shape, long Values, string? Format = null);
