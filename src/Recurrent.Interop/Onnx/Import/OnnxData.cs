using System.Runtime.InteropServices;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Import;

/// <summary>What goes into an ONNX model and comes out: elements of one type with a shape, or a list of such values.</summary>
/// <remarks>Immutable: it may be read from several threads and given to several runs.</remarks>
public sealed class OnnxData
{
    private readonly int[] _shape;
    private readonly ReadOnlyMemory<byte> _bytes;
    private Tensor? _tensor;

    internal OnnxData(OnnxDataType type, int[] shape, ReadOnlyMemory<byte> bytes) => (ElementType, _shape, _bytes) = (type, shape, bytes);

    internal OnnxData(int[] shape, string[] texts) => (ElementType, _shape, Strings) = (OnnxDataType.Text, shape, texts);

    internal OnnxData(IReadOnlyList<OnnxData> items) => (_shape, Items) = ([items.Count], items);

    /// <summary>What the elements are; <see cref="OnnxDataType.Undefined"/> for a list of values.</summary>
    public OnnxDataType ElementType { get; }

    /// <summary>The axis lengths, outermost first; none for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The elements of a value of text, row-major; null for others.</summary>
    public IReadOnlyList<string>? Texts => Strings;

    /// <summary>The values of a list; null for others.</summary>
    public IReadOnlyList<OnnxData>? Items { get; }

    /// <summary>The number of elements.</summary>
    public int Count => Shapes.Count(_shape);

    internal ReadOnlySpan<int> Axes => _shape;

    internal int Rank => _shape.Length;

    internal ReadOnlyMemory<byte> Bytes => _bytes;

    internal string[]? Strings { get; }

    /// <summary>Whether it lives as long as the model, so that what is made from it is worth keeping.</summary>
    internal bool IsConstant { get; init; }

    /// <summary>A value with a copy of elements.</summary>
    /// <typeparam name="T">A C# type named in <see cref="OnnxDataType"/>.</typeparam>
    /// <param name="values">Elements, row-major.</param>
    /// <param name="shape">Axis lengths, outermost first, such as T, B, D; none for a single number.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    /// <exception cref="NotSupportedException">ONNX has no such type.</exception>
    public static OnnxData Create<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        CheckCount(values.Length, shape);
        return new OnnxData(ValueTypes.Of<T>(), shape.ToArray(), MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>A value of text.</summary>
    /// <param name="values">Elements, row-major.</param>
    /// <param name="shape">Axis lengths, outermost first.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    public static OnnxData CreateTexts(ReadOnlySpan<string> values, params ReadOnlySpan<int> shape)
    {
        CheckCount(values.Length, shape);
        return new OnnxData(shape.ToArray(), values.ToArray());
    }

    /// <summary>A float32 value with a copy of a tensor's elements.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The value, of the same shape.</returns>
    public static OnnxData FromTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Create(tensor.Values, tensor.Shape.ToArray());
    }

    /// <summary>The elements, row-major.</summary>
    /// <typeparam name="T">The C# type that <see cref="OnnxDataType"/> names for <see cref="ElementType"/>.</typeparam>
    /// <returns>As many elements as the shape says.</returns>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => ValueTypes.Of<T>() == ElementType
            ? Span<T>()
            : throw new InvalidOperationException($"The value is {this}, its elements are no {typeof(T).Name}; see ElementType.");

    /// <summary>The elements as a tensor of float32, for the library's own layers.</summary>
    /// <returns>A copy of the same shape.</returns>
    /// <exception cref="InvalidOperationException">The elements are text, or there are more axes than a tensor may have.</exception>
    public Tensor ToTensor() => ElementTypes.SizeOf(ElementType) > 0 && Rank <= Tensors.Shape.MaxRank
        ? AsTensor(new Shape(_shape))
        : throw new InvalidOperationException($"The value is {this}; a tensor has numbers and at most {Tensors.Shape.MaxRank} axes.");

    /// <summary>Type and shape, such as <c>float[12, 1, 8]</c>.</summary>
    public override string ToString() => Items is null ? $"{ElementTypes.NameOf(ElementType)}{Shapes.Text(_shape)}" : $"list of {Items.Count}";

    internal static OnnxData OfInt64s(long[] values, params int[] shape) => new(OnnxDataType.Int64, shape, MemoryMarshal.AsBytes<long>(values).ToArray());

    internal ReadOnlySpan<T> Span<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes.Span);

    /// <summary>The elements for whoever has just made the value.</summary>
    internal Span<T> Writable<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(MemoryMarshal.AsMemory(_bytes).Span);

    /// <summary>The same elements under another shape.</summary>
    internal OnnxData Reshaped(params int[] shape) => Shapes.Count(shape) != Count
        ? throw new OperatorException($"{this} has {Count} elements, the shape {Shapes.Text(shape)} has {Shapes.Count(shape)}")
        : Strings is null ? new OnnxData(ElementType, shape, _bytes) : new OnnxData(shape, Strings);

    /// <summary>The elements as float32 for an op of the library; kept where the value is a constant.</summary>
    internal Tensor AsTensor(Shape shape)
    {
        if (_tensor is { } kept)
        {
            return kept.Reshape(shape);
        }

        Tensor tensor = ElementType == OnnxDataType.Float32
            ? Tensor.FromValues(Span<float>(), shape)
            : Tensor.FromValues(Array.ConvertAll(Numbers.Doubles(this), value => (float)value), shape);
        _tensor = IsConstant ? tensor : null;
        return tensor;
    }

    private static void CheckCount(int count, ReadOnlySpan<int> shape)
    {
        if (count != Shapes.Count(shape))
        {
            throw new ArgumentException($"Got {count} elements for the shape {Shapes.Text(shape)}, which has {Shapes.Count(shape)}.", nameof(shape));
        }
    }
}
