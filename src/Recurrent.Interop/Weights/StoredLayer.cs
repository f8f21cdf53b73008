namespace Recurrent.Interop.Weights;

/// <summary>One imported layer in <c>model.json</c>.</summary>
/// <param name="Name">Its place in the file it came from.</param>
/// <param name="Layer">What it is.</param>
internal sealed record StoredLayer(string Name, LayerDescription Layer);
