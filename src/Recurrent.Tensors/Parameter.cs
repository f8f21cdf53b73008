using System.Numerics.Tensors;
using Recurrent.Kernels.Memory;

namespace Recurrent.Tensors;

/// <summary>A trainable tensor: values that an optimiser changes and a gradient that every backward pass adds to.</summary>
/// <remarks>Its gradient stays after <see cref="Autograd.Tape.Reset()"/>, so that several passes can be accumulated; <see cref="ZeroGradient"/> clears it.</remarks>
public sealed class Parameter : Tensor
{
    private readonly AlignedBuffer _gradientBuffer;

    /// <summary>Makes a parameter that owns a copy of the values.</summary>
    /// <param name="values">Row-major initial values; as many as the shape has elements.</param>
    /// <param name="shape">The axis lengths.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public Parameter(ReadOnlySpan<float> values, Shape shape)
        : base(shape, AlignedBuffer.Allocate(shape.Length), tape: null, requiresGradient: true)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"Got {values.Length} values for shape {shape}, which holds {shape.Length}.", nameof(values));
        }

        values.CopyTo(Writable);
        _gradientBuffer = AlignedBuffer.Allocate(shape.Length);
        AttachGradient(_gradientBuffer);
        ZeroGradient();
    }

    /// <summary>Makes a parameter that owns a copy of a tensor span, or of a <see cref="Tensor{T}"/> of System.Numerics.Tensors.</summary>
    /// <param name="values">Initial values of 1 to 5 axes, with any strides; their axes become the shape.</param>
    /// <exception cref="ArgumentException">There are more axes, or more elements than one array holds.</exception>
    public Parameter(in ReadOnlyTensorSpan<float> values)
        : this(FromValues(values))
    {
    }

    private Parameter(Tensor values)
        : this(values.Values, values.Shape)
    {
    }

    /// <summary>Counts the changes of the values, so that whoever keeps a packed copy knows when to pack again.</summary>
    public int Version { get; private set; }

    /// <summary>The gradient for optimisers, clipping and reducers to change in place; as long as <see cref="Tensor.Values"/>.</summary>
    public Span<float> MutableGradient => GradientSpan;

    /// <summary>Sets the gradient to zero, as before the first pass of a step.</summary>
    /// <remarks>Costs nothing by itself: the first contribution of the next pass overwrites the memory, and reading before that clears it.</remarks>
    public void ZeroGradient() => ClearGradientLazily();

    /// <summary>Multiplies the gradient, as clipping does; like <see cref="ZeroGradient"/> it costs nothing until someone reads the gradient.</summary>
    internal void ScaleGradient(float factor) => ScaleGradientLazily(factor);

    /// <summary>The gradient without the factor of <see cref="ScaleGradient"/>: an optimiser multiplies in its one pass over memory.</summary>
    internal ReadOnlySpan<float> GradientBefore(out float factor) => UnscaledGradient(out factor);

    /// <summary>Replaces the values; counts as one change in <see cref="Version"/>.</summary>
    /// <param name="values">Values of the parameter's axis lengths, with any strides.</param>
    /// <exception cref="ArgumentException">The axis lengths differ.</exception>
    public void CopyFrom(in ReadOnlyTensorSpan<float> values)
    {
        Shape shape = TensorSpans.ShapeOf(values);
        if (shape != Shape)
        {
            throw new ArgumentException($"Received values {shape} for a parameter {Shape}; expected the same axes.", nameof(values));
        }

        values.FlattenTo(BeginUpdate());
    }

    /// <summary>The values to change in place; every call counts as one change in <see cref="Version"/>.</summary>
    /// <returns>All values in row-major order.</returns>
    /// <remarks>Write at once and ask again for the next change: layers that packed the values in between would not see a later write.</remarks>
    public Span<float> BeginUpdate()
    {
        Version++;
        return Writable;
    }
}
