namespace Recurrent.Cli.Reports;

/// <summary>One stored tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Number of values.</param>
internal sealed record TensorEntry(string Name, IReadOnlyList<int> Shape, long Values);
