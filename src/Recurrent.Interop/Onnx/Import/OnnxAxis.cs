namespace Recurrent.Interop.Onnx.Import;

/// <summary>One axis of what a model reads or writes.</summary>
/// <param name="Size">Its length; null where it changes from run to run.</param>
/// <param name="Name">The model's name for a length that changes, such as <c>batch</c>; empty where it has none.</param>
public readonly record struct OnnxAxis(long? Size, string Name)
{
    /// <summary>The length, the name, or a question mark.</summary>
    public override string ToString() => Size is { } size ? $"{size}" : Name.Length > 0 ? Name : "?";
}
