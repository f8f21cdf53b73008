using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import;

/// <summary>What a model says of something it reads or writes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">What its elements are; undefined where the model does not say, or where it is no tensor.</param>
/// <param name="Shape">Its axes; null where not even their number is known.</param>
public sealed record OnnxValueInfo(string Name, OnnxDataType ElementType, IReadOnlyList<OnnxAxis>? Shape)
{
    /// <summary>Whether a run may leave it out, because the model holds a default.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Name, type and shape, such as <c>x: float[time, batch, 8]</c>.</summary>
    public override string ToString() => $"{Name}: {ElementTypes.NameOf(ElementType)}{(Shape is null ? "[…]" : $"[{string.Join(", ", Shape)}]")}";
}
