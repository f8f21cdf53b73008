using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>A tensor of a file, without its values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its axes.</param>
/// <param name="Format">Its number format, such as <c>F32</c>.</param>
public sealed record StoredTensor(string Name, Shape Shape, string Format);
