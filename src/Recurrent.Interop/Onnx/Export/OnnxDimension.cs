using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>One axis of an input or output: a fixed size, or a name for a size that may differ from run to run.</summary>
public readonly record struct OnnxDimension
{
    private readonly int _size;
    private readonly string? _name;

    /// <summary>A fixed size.</summary>
    /// <param name="size">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public OnnxDimension(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _size = size;
    }

    /// <summary>A size that may differ from run to run; axes of the same name have the same size in one run.</summary>
    /// <param name="name">Such as <c>batch</c> or <c>time</c>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public OnnxDimension(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
    }

    /// <summary>A fixed size.</summary>
    /// <param name="size">At least 0.</param>
    public static implicit operator OnnxDimension(int size) => new(size);

    /// <summary>A size that may differ from run to run.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator OnnxDimension(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => _name ?? $"{_size}";

    internal DimensionProto ToMessage() => new(_name is null ? _size : null, _name ?? string.Empty);
}
