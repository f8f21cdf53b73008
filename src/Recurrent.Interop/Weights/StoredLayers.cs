namespace Recurrent.Interop.Weights;

/// <summary>What <c>model.json</c> says about imported layers.</summary>
/// <param name="Layers">Each with its name.</param>
internal sealed record StoredLayers(IReadOnlyList<StoredLayer> Layers);
