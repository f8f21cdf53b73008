using Recurrent.Layers;

namespace Recurrent.Interop.Weights;

/// <summary>One layer of <see cref="ImportedLayers"/>.</summary>
/// <param name="Name">Its place in the file it came from.</param>
/// <param name="Description">What it is.</param>
/// <param name="Module">The layer with its weights.</param>
public sealed record ImportedLayer(string Name, LayerDescription Description, Module Module);
