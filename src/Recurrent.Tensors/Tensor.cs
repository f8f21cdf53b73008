using System.Numerics.Tensors;
using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors;

/// <summary>
/// Float32 values in row-major order with a shape and, inside a recorded step, a gradient.
/// </summary>
/// <remarks>
/// A tensor made by an op belongs to the <see cref="Tape"/> it was made on and lives until <see cref="Tape.Reset()"/>: its memory then serves
/// the next step, and reading it throws. <see cref="Detach"/> makes a copy that outlives the step. Tensors made by <see cref="FromValues(ReadOnlySpan{float}, Shape)"/>
/// and <see cref="Zeros"/> belong to nobody and live as long as they are referenced. Nothing here needs disposing.
/// </remarks>
public class Tensor
{
    private readonly Tape? _tape;
    private readonly int _pass;
    private AlignedBuffer _buffer;
    private int _offset;
    private Tensor? _base;
    private int _step;
    private GradientMemory _gradient;

    internal Tensor(Shape shape, AlignedBuffer buffer, Tape? tape, bool requiresGradient)
    {
        Shape = shape;
        _buffer = buffer;
        _tape = tape;
        _step = tape?.StepNumber ?? 0;
        _pass = tape?.PassNumber ?? 0;
        RequiresGradient = requiresGradient;
    }

    /// <summary>A view: the same values and the same gradient memory under another shape, from <paramref name="offset"/> on.</summary>
    internal Tensor(Tensor source, Shape shape, int offset)
        : this(shape, source._buffer, source._tape, source.RequiresGradient)
    {
        // A view of a tensor whose step has ended must not count as new.
        _step = source._step;
        _base = source._base ?? source;
        _offset = offset;
    }

    /// <summary>The axis lengths, outermost first.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Whether <see cref="Tape.Backward(Tensor)"/> computes a gradient for this tensor.</summary>
    public bool RequiresGradient { get; }

    /// <summary>The values in row-major order; <see cref="Shape.Length"/> of them.</summary>
    /// <exception cref="InvalidOperationException">The step that made the tensor has ended.</exception>
    public ReadOnlySpan<float> Values => Writable;

    /// <summary>
    /// ∂loss/∂values in row-major order after <see cref="Tape.Backward(Tensor)"/>; empty when no gradient reached this tensor.
    /// </summary>
    /// <exception cref="InvalidOperationException">The step that made the tensor has ended.</exception>
    public ReadOnlySpan<float> Gradient
    {
        get
        {
            ThrowIfStepEnded();
            return HasGradient ? GradientSpan : [];
        }
    }

    /// <summary>The tape whose step owns the values; null for parameters, constants and detached copies.</summary>
    internal Tape? Owner => _tape;

    internal Span<float> Writable
    {
        get
        {
            ThrowIfStepEnded();
            return _buffer.Span.Slice(_offset, Shape.Length);
        }
    }

    internal bool HasGradient => (_base ?? this)._gradient.Exists;

    internal Span<float> GradientSpan
    {
        get
        {
            Tensor owner = _base ?? this;
            return owner._gradient.Values(owner.Shape.Length).Slice(_offset, Shape.Length);
        }
    }

    /// <summary>A tensor that owns a copy of the values given.</summary>
    /// <param name="values">Row-major values; as many as the shape has elements.</param>
    /// <param name="shape">The axis lengths.</param>
    /// <returns>A constant: it requires no gradient.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public static Tensor FromValues(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"Got {values.Length} values for shape {shape}, which holds {shape.Length}.", nameof(values));
        }

        var tensor = new Tensor(shape, AlignedBuffer.Allocate(shape.Length), tape: null, requiresGradient: false);
        values.CopyTo(tensor.Writable);
        return tensor;
    }

    /// <summary>A tensor that owns a copy of a tensor span, or of a <see cref="Tensor{T}"/> of System.Numerics.Tensors, in its shape.</summary>
    /// <param name="values">Values of 1 to 5 axes, with any strides; they are copied in row-major order.</param>
    /// <returns>A constant of the same axis lengths: it requires no gradient.</returns>
    /// <exception cref="ArgumentException">There are more axes, or more elements than one array holds.</exception>
    public static Tensor FromValues(in ReadOnlyTensorSpan<float> values)
    {
        Shape shape = TensorSpans.ShapeOf(values);
        var tensor = new Tensor(shape, AlignedBuffer.Allocate(shape.Length), tape: null, requiresGradient: false);
        values.FlattenTo(tensor.Writable);
        return tensor;
    }

    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">The axis lengths.</param>
    /// <returns>A constant: it requires no gradient.</returns>
    public static Tensor Zeros(Shape shape)
    {
        var tensor = new Tensor(shape, AlignedBuffer.Allocate(shape.Length), tape: null, requiresGradient: false);
        tensor.Writable.Clear();
        return tensor;
    }

    /// <summary>A leaf whose gradient is kept after <see cref="Tape.Backward(Tensor)"/>: an input whose sensitivity is wanted.</summary>
    /// <param name="values">Row-major values; as many as the shape has elements.</param>
    /// <param name="shape">The axis lengths.</param>
    /// <returns>A tensor that requires a gradient and owns its memory.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public static Tensor Variable(ReadOnlySpan<float> values, Shape shape)
    {
        Tensor source = FromValues(values, shape);
        return new Tensor(shape, source._buffer, tape: null, requiresGradient: true);
    }

    /// <summary>A leaf from a tensor span, or from a <see cref="Tensor{T}"/> of System.Numerics.Tensors, in its shape.</summary>
    /// <param name="values">Values of 1 to 5 axes, with any strides; they are copied in row-major order.</param>
    /// <returns>A tensor that requires a gradient and owns its memory.</returns>
    /// <exception cref="ArgumentException">There are more axes, or more elements than one array holds.</exception>
    public static Tensor Variable(in ReadOnlyTensorSpan<float> values)
    {
        Tensor source = FromValues(values);
        return new Tensor(source.Shape, source._buffer, tape: null, requiresGradient: true);
    }

    /// <summary>The single value of a tensor with one element.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public float ToScalar() => Shape.Length == 1
        ? Values[0]
        : throw new InvalidOperationException($"Only a tensor of one element is a number, this one is {Shape}; reduce it with Sum or Mean first.");

    /// <summary>The values as a tensor span of the platform, over the same memory; a scalar is seen as <c>[1]</c>.</summary>
    /// <returns>A dense view; like <see cref="Values"/> to be used before the step ends, since the memory then serves another one.</returns>
    /// <exception cref="InvalidOperationException">The step that made the tensor has ended.</exception>
    public ReadOnlyTensorSpan<float> AsReadOnlyTensorSpan() => TensorSpans.Over(Values, Shape);

    /// <summary>Copies the values into a tensor span of the platform.</summary>
    /// <param name="destination">Of the same axis lengths (<c>[1]</c> for a scalar), with any strides.</param>
    /// <exception cref="ArgumentException">The axis lengths differ.</exception>
    /// <exception cref="InvalidOperationException">The step that made the tensor has ended.</exception>
    public void CopyTo(in TensorSpan<float> destination) => TensorSpans.Copy(AsReadOnlyTensorSpan(), destination);

    /// <summary>A copy of the values that belongs to no step: it lives on after <see cref="Tape.Reset()"/> and carries no gradient.</summary>
    /// <returns>A constant of the same shape and values.</returns>
    public Tensor Detach() => FromValues(Values, Shape);

    /// <summary>The same values (and the same gradient memory) under another shape; nothing is copied.</summary>
    /// <param name="shape">Axis lengths with the same number of elements.</param>
    /// <returns>A view of this tensor.</returns>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public Tensor Reshape(Shape shape)
    {
        if (shape.Length != Shape.Length)
        {
            throw new ArgumentException($"Cannot see {Shape} ({Shape.Length} elements) as {shape} ({shape.Length} elements).", nameof(shape));
        }

        return shape == Shape ? this : View(shape, _offset);
    }

    /// <summary>A run of entries along the first axis as a view: for <c>[T, B, D]</c>, the steps <c>[start, start + length)</c>.</summary>
    /// <param name="start">First entry, 0 to the axis length.</param>
    /// <param name="length">Number of entries, at least 0.</param>
    /// <returns>A view whose first axis is <paramref name="length"/> long; nothing is copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The run leaves the axis.</exception>
    public Tensor Slice(int start, int length)
    {
        Shape.CheckRun(0, start, length);
        return View(Shape.With(0, length), _offset + (start * Shape.LengthOf(1, Shape.Rank)));
    }

    /// <summary>One entry of the first axis as a view without that axis: for <c>[T, B, D]</c>, the step <c>[B, D]</c>.</summary>
    /// <param name="index">0 to the axis length − 1.</param>
    /// <returns>A view of one axis fewer; nothing is copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public Tensor At(int index)
    {
        if ((uint)index >= (uint)Shape[0])
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Received entry {index} of axis 0 of {Shape}; expected 0 to {Shape[0] - 1}.");
        }

        Span<int> axes = stackalloc int[Shape.MaxRank];
        Shape.CopyTo(axes);
        return Slice(index, 1).Reshape(new Shape(axes[1..Shape.Rank]));
    }

    /// <summary>The shape and the first values, for debuggers and messages.</summary>
    public override string ToString()
    {
        const int Shown = 6;
        ReadOnlySpan<float> values = Values;
        string more = values.Length > Shown ? ", …" : string.Empty;
        return $"{Shape} {{{string.Join(", ", values[..Math.Min(values.Length, Shown)].ToArray())}{more}}}";
    }

    /// <summary>
    /// The gradient to write into; rents it on first use. When <paramref name="isFresh"/> comes back true the content is undefined and the
    /// caller must overwrite all of it; otherwise it must add.
    /// </summary>
    internal Span<float> BeginGradient(Tape tape, out bool isFresh)
    {
        Tensor owner = _base ?? this;
        owner.ThrowIfCutOff(tape);
        if (!owner._gradient.Exists)
        {
            owner._gradient.Attach(tape.RentGradient(owner), isCleared: true);
        }

        // A view may cover a part only: the rest must read as zero, so GradientSpan clears all of it.
        isFresh = _base is null && owner._gradient.TakeCleared();
        return GradientSpan;
    }

    /// <summary>An object of an ended step as one of this step: for a tape that uses them again.</summary>
    internal Tensor Renew(Shape shape, AlignedBuffer buffer)
    {
        (Shape, _buffer, _offset, _base, _step) = (shape, buffer, 0, null, _tape!.StepNumber);
        return this;
    }

    /// <summary>The same as a view.</summary>
    internal Tensor Renew(Tensor source, Shape shape, int offset)
    {
        (Shape, _buffer, _offset, _base, _step) = (shape, source._buffer, offset, source._base ?? source, source._step);
        return this;
    }

    internal void AttachGradient(AlignedBuffer? gradient) => (_base ?? this)._gradient.Attach(gradient);

    /// <summary>Makes an attached gradient count as zero without touching its memory.</summary>
    private protected void ClearGradientLazily() => _gradient.Clear();

    /// <summary>Makes an attached gradient count as multiplied without touching its memory.</summary>
    private protected void ScaleGradientLazily(float factor) => _gradient.Scale(factor, Shape.Length);

    /// <summary>The gradient's memory and what it is still to be multiplied by: for a reader that multiplies on the way.</summary>
    private protected ReadOnlySpan<float> UnscaledGradient(out float factor) => _gradient.Unscaled(Shape.Length, out factor);

    private Tensor View(Shape shape, int offset) => _tape is null ? new Tensor(this, shape, offset) : _tape.NewView(this, shape, offset);

    /// <summary>A gradient that arrives where no recorded op can take it further would be lost without a word.</summary>
    private void ThrowIfCutOff(Tape tape)
    {
        if (_tape is not null && _tape != tape)
        {
            throw new InvalidOperationException(
                $"A gradient reached a tensor {Shape} that was made on another tape, where it ends. Run the whole step on one tape, or Detach() the tensor.");
        }

        if (_tape is not null && _pass != tape.PassNumber)
        {
            throw new InvalidOperationException(
                $"A gradient reached a tensor {Shape} made before the last backward pass; the ops behind it are gone, so parameters would miss their share. "
                + "Add the losses and call Backward once, run the forward pass again, or Detach() the tensor.");
        }
    }

    private void ThrowIfStepEnded()
    {
        if (_tape is not null && _tape.StepNumber != _step)
        {
            throw new InvalidOperationException(
                $"The tensor {Shape} belonged to a step that has ended: its memory serves another step now. Call Detach() before Tape.Reset() to keep it.");
        }
    }
}
