namespace Recurrent.Interop.Tasks;

/// <summary>An input or output of an exported model.</summary>
/// <param name="Name">What it is called in the file.</param>
/// <param name="Type">Its elements: <c>float32</c>, <c>float64</c>, <c>int32</c> or <c>int64</c>.</param>
/// <param name="Shape">Its axes: numbers, and names of sizes that may differ from run to run.</param>
/// <param name="Meaning">What it holds.</param>
public sealed record ExportedValue(string Name, string Type, IReadOnlyList<string> Shape, string Meaning)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} [{string.Join(", ", Shape)}]";
}
