using System.Runtime.InteropServices;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Weights and other constants.</summary>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>The present values of a parameter under its path in the model; stored once, however often it is asked for.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The constant.</returns>
    public OnnxValue Weight(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Made(parameter, () => Stored(_model.PathOf(parameter), parameter));
    }

    /// <summary>A matrix parameter with its axes exchanged, so that <c>x Wᵀ</c> is a MatMul; the weights are stored once and the runtime folds the exchange.</summary>
    /// <param name="parameter">W, <c>[O, I]</c>.</param>
    /// <returns>Wᵀ, <c>[I, O]</c>.</returns>
    public OnnxValue Transposed(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Made(("transposed", parameter), () => Main.Within(_model.PathOf(parameter)).Add("Transpose", [Weight(parameter)], new OnnxAttribute("perm", [1, 0])));
    }

    /// <summary>Weights in another form than the parameter's, such as with the gates in another order; stored once for the same form of the same parameters.</summary>
    /// <param name="form">What the form is called; the constant's name ends with it.</param>
    /// <param name="sources">The parameters it is made of, at least one; the constant is named after the first.</param>
    /// <param name="make">Makes the values.</param>
    /// <returns>The constant.</returns>
    public OnnxValue Derived(string form, ReadOnlySpan<Parameter> sources, Func<Tensor> make)
    {
        ArgumentException.ThrowIfNullOrEmpty(form);
        ArgumentNullException.ThrowIfNull(make);
        Parameter[] parts = sources.ToArray();
        string name = $"{_model.PathOf(parts[0])}.{form}";
        return Made(new DerivedKey(form, parts), () => Stored(name, make()));
    }

    /// <summary>A constant of float32 numbers.</summary>
    /// <param name="name">Its name, made unique.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The constant.</returns>
    public OnnxValue Constant(string name, Tensor values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        return Stored(Joined(name), values);
    }

    /// <summary>One float32 number, a tensor without axes.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The constant, the same one for the same number.</returns>
    public OnnxValue Number(float value) => Made(
        ("number", BitConverter.SingleToInt32Bits(value)), () => Stored(FormattableString.Invariant($"number_{value}"), TensorDataType.Float, [], MemoryMarshal.AsBytes([value])));

    /// <summary>One int64 number, a tensor without axes.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The constant, the same one for the same number.</returns>
    public OnnxValue OneInteger(long value) => Made(
        ("integer", value), () => Stored($"integer_{value}", TensorDataType.Int64, [], MemoryMarshal.AsBytes([value])));

    /// <summary>A list of int64 numbers, such as a shape or axes.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The constant, the same one for the same numbers.</returns>
    public OnnxValue Integers(params ReadOnlySpan<long> values)
    {
        string name = $"integers_{Listed(values)}";
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        byte[] copy = bytes.ToArray();
        int count = values.Length;
        return Made(name, () => Stored(name, TensorDataType.Int64, [count], copy));
    }

    /// <summary>Texts, such as the names of classes.</summary>
    /// <param name="name">Its name, made unique.</param>
    /// <param name="values">The texts.</param>
    /// <returns>The constant, <c>[count]</c>.</returns>
    public OnnxValue Texts(string name, ReadOnlySpan<string> values)
    {
        var tensor = new TensorProto { Name = _model.Unique(Joined(name)), DataType = TensorDataType.String };
        tensor.Dimensions.Add(values.Length);
        foreach (string value in values)
        {
            tensor.Strings.Add(System.Text.Encoding.UTF8.GetBytes(value));
        }

        _model.Main.Initializers.Add(tensor);
        return new OnnxValue(tensor.Name);
    }

    /// <summary>The numbers; many equal ones as one and their count.</summary>
    private static string Listed(ReadOnlySpan<long> values) => values.Length > 4 && !values.ContainsAnyExcept(values[0])
        ? $"{values[0]}x{values.Length}"
        : string.Join('_', values.ToArray());

    private OnnxValue Made(object key, Func<OnnxValue> make)
    {
        if (!_model.Made.TryGetValue(key, out OnnxValue? value))
        {
            _model.Made[key] = value = make();
        }

        return value;
    }

    private OnnxValue Stored(string name, Tensor values)
    {
        var dimensions = new long[values.Shape.Rank];
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = values.Shape[axis];
        }

        return Stored(name, TensorDataType.Float, dimensions, MemoryMarshal.AsBytes(values.Values));
    }

    private OnnxValue Stored(string name, TensorDataType type, ReadOnlySpan<long> dimensions, ReadOnlySpan<byte> bytes)
    {
        var tensor = new TensorProto { Name = _model.Unique(name), DataType = type, RawData = bytes.ToArray() };
        tensor.Dimensions.AddRange(dimensions);
        _model.Main.Initializers.Add(tensor);
        return new OnnxValue(tensor.Name);
    }

    /// <summary>Equal for the same form of the same parameters in the same order.</summary>
    private sealed class DerivedKey(string form, Parameter[] sources) : IEquatable<DerivedKey>
    {
        private readonly string _form = form;
        private readonly Parameter[] _sources = sources;

        public bool Equals(DerivedKey? other) => other is not null && other._form == _form && other._sources.AsSpan().SequenceEqual(_sources);

        public override bool Equals(object? obj) => Equals(obj as DerivedKey);

        public override int GetHashCode() => HashCode.Combine(_form, _sources[0]);
    }
}
