using Recurrent.Interop.Weights;

namespace Recurrent.Cli.Imports;

/// <summary>A recognized layer.</summary>
/// <param name="Name">Its place in the file.</param>
/// <param name="Layer">What it is, in words.</param>
/// <param name="Parameters">How many values it has.</param>
/// <param name="Notes">What was assumed.</param>
internal sealed record LayerEntry(string Name, string Layer, long Parameters, IReadOnlyList<string> Notes)
{
    public static IReadOnlyList<LayerEntry> Of(Recognition found) =>
        [.. found.Layers.Select(layer => new LayerEntry(layer.Name, layer.Description.ToString(), layer.Description.ParameterCount, layer.Notes))];
}
