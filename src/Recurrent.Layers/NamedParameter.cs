using Recurrent.Tensors;

namespace Recurrent.Layers;

/// <summary>A parameter and its path in the model.</summary>
/// <param name="Name">Dotted path such as <c>encoder.weight_ih_l0</c>; PyTorch's names, so that weights load without a map.</param>
/// <param name="Parameter">The parameter.</param>
public readonly record struct NamedParameter(string Name, Parameter Parameter);
