using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>A layer found in a file of weights, with its values under this library's names.</summary>
/// <param name="Name">Its place in the file, such as <c>encoder.lstm</c>; empty where the file is the layer.</param>
/// <param name="Description">What it is, by the names and shapes of the tensors.</param>
/// <param name="Parameters">Values by the parameter names of the layer that <see cref="Build"/> makes, in its layout and order of gates.</param>
public sealed record RecognizedLayer(string Name, LayerDescription Description, IReadOnlyDictionary<string, Tensor> Parameters)
{
    /// <summary>What the file does not say and was assumed, or what is not part of the layer, such as an activation behind a map; empty when there is nothing to tell.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Makes the layer with these values.</summary>
    /// <returns>An <see cref="Layers.Sequence.Lstm"/> or another layer as <see cref="LayerDescription.Build"/> makes.</returns>
    /// <exception cref="ArgumentException">The values do not fit the description.</exception>
    public Module Build()
    {
        Module layer = Description.Build(InitializationScope.ForLoading);
        layer.LoadParameters(Parameters);
        return layer;
    }

    /// <summary>Makes the layer with these values, as the type the caller knows it to be.</summary>
    /// <typeparam name="TLayer">Such as <see cref="Layers.Sequence.Lstm"/>.</typeparam>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">The layer is of another type.</exception>
    public TLayer Build<TLayer>()
        where TLayer : Module => Build() as TLayer
        ?? throw new ArgumentException($"'{Name}' is a {Description}, not a {typeof(TLayer).Name}; ask for what the file holds.");
}
