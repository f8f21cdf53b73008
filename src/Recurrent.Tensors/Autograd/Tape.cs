using System.Numerics.Tensors;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Autograd;

/// <summary>
/// The place where one step's computation happens: it owns the memory of every intermediate result and, when it records, remembers the ops
/// so that <see cref="Backward(Tensor)"/> can walk them in reverse.
/// </summary>
/// <remarks>
/// Ops are extension methods (<c>tape.MatMul(x, w)</c>), so what an expression costs and where its memory lives is visible at the call.
/// A tape is used by one thread at a time; make one per thread. After <see cref="Reset()"/> the memory serves the next step: a warm step
/// takes nothing from the managed heap but a few small objects. Not disposing a tape is fine; the memory is managed.
/// </remarks>
public sealed class Tape
{
    private readonly List<TapeNode> _nodes = [];
    private readonly TapeMemory _memory;

    private Tape(TapeMode mode, RandomStream random, int threads, RecycledTensors? recycled = null)
    {
        _memory = new TapeMemory(recycled);
        Mode = mode;
        Random = random;
        Team = RequestedTeam.Of(threads);
    }

    /// <summary>What the tape is for: gradients or not, dropout active or not.</summary>
    public TapeMode Mode { get; }

    /// <summary>Whether ops are remembered for a backward pass.</summary>
    public bool IsRecording => Mode != TapeMode.Inference;

    /// <summary>Whether layers that behave differently in training (dropout, zoneout) do so.</summary>
    public bool IsTraining => Mode == TapeMode.Training;

    /// <summary>Where dropout and its kin take their random numbers from; a pure function of seed, stream and position.</summary>
    public RandomStream Random { get; private set; }

    /// <summary>How many threads the heavy ops may use; results do not depend on it.</summary>
    public int Threads => Team.Threads;

    /// <summary>Counts <see cref="Reset()"/> calls; tensors of an earlier step refuse to be read.</summary>
    internal int StepNumber { get; private set; }

    /// <summary>Counts backward passes; what was computed before the last one cannot pass a gradient on any more.</summary>
    internal int PassNumber { get; private set; }

    internal ThreadTeam Team { get; }

    /// <inheritdoc cref="TapeMemory.OpenBuffers"/>
    internal int OpenBuffers => _memory.OpenBuffers;

    /// <inheritdoc cref="TapeMemory.PooledFloats"/>
    internal long PooledFloats => _memory.PooledFloats;

    /// <summary>A tape that records and on which dropout is active.</summary>
    /// <param name="random">Random numbers for dropout; the same stream gives the same masks.</param>
    /// <param name="threads">Threads for heavy ops, 1 to 1024; 0 takes one per core.</param>
    /// <returns>An empty tape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative or above 1024.</exception>
    public static Tape ForTraining(RandomStream random, int threads = 0) => new(TapeMode.Training, random, threads);

    /// <summary>A tape that records while layers behave as in inference: for gradients of a trained model.</summary>
    /// <param name="threads">Threads for heavy ops, 1 to 1024; 0 takes one per core.</param>
    /// <returns>An empty tape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative or above 1024.</exception>
    public static Tape ForGradients(int threads = 0) => new(TapeMode.Gradients, default, threads);

    /// <summary>A tape that records nothing and on which dropout is off.</summary>
    /// <param name="threads">Threads for heavy ops, 1 to 1024; 0 takes one per core.</param>
    /// <returns>An empty tape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative or above 1024.</exception>
    public static Tape ForInference(int threads = 0) => new(TapeMode.Inference, default, threads);

    /// <summary>
    /// A tape for inference whose warm steps allocate nothing: the tensor objects of a step serve the next but one (<see cref="RecycledTensors"/>).
    /// </summary>
    internal static Tape ForStream() => new(TapeMode.Inference, default, threads: 1, new RecycledTensors());

    /// <summary>Copies values into this step's memory: inputs that change at every step then cost no allocation.</summary>
    /// <param name="values">Row-major values; as many as the shape has elements.</param>
    /// <param name="shape">The axis lengths.</param>
    /// <returns>A constant that lives until <see cref="Reset()"/>.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public Tensor Constant(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"Got {values.Length} values for shape {shape}, which holds {shape.Length}.", nameof(values));
        }

        Tensor tensor = NewTensor(shape, requiresGradient: false);
        values.CopyTo(tensor.Writable);
        return tensor;
    }

    /// <summary>Copies a tensor span, or a <see cref="Tensor{T}"/> of System.Numerics.Tensors, into this step's memory, in its shape.</summary>
    /// <param name="values">Values of 1 to 5 axes, with any strides.</param>
    /// <returns>A constant of the same axis lengths that lives until <see cref="Reset()"/>.</returns>
    /// <exception cref="ArgumentException">There are more axes, or more elements than one array holds.</exception>
    public Tensor Constant(in ReadOnlyTensorSpan<float> values)
    {
        Tensor tensor = NewTensor(TensorSpans.ShapeOf(values), requiresGradient: false);
        values.FlattenTo(tensor.Writable);
        return tensor;
    }

    /// <summary>Zeros in this step's memory.</summary>
    /// <param name="shape">The axis lengths.</param>
    /// <returns>A constant that lives until <see cref="Reset()"/>.</returns>
    public Tensor Zeros(Shape shape)
    {
        Tensor tensor = NewTensor(shape, requiresGradient: false);
        tensor.Writable.Clear();
        return tensor;
    }

    /// <summary>Back-propagates from a scalar: afterwards every parameter and variable it depends on holds ∂loss/∂values.</summary>
    /// <param name="loss">One element, made on this tape since the last <see cref="Reset()"/>.</param>
    /// <exception cref="ArgumentException">The tensor has more than one element; reduce it first, or give the gradient to start from.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tape does not record, the loss depends on nothing that requires a gradient, or it depends on a result of another tape or from before
    /// an earlier backward pass, whose ops are gone.
    /// </exception>
    /// <remarks>One pass a step is usual: add several losses up first. After a pass, start again from inputs and parameters.</remarks>
    public void Backward(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (loss.Shape.Length != 1)
        {
            throw new ArgumentException($"Back-propagation starts from one number, got {loss.Shape}; take Sum or Mean first, or give the gradient of the output.", nameof(loss));
        }

        Backward(loss, [1f]);
    }

    /// <summary>Back-propagates from a tensor whose gradient is known.</summary>
    /// <param name="output">Made on this tape since the last <see cref="Reset()"/>.</param>
    /// <param name="gradient">∂loss/∂output in row-major order.</param>
    /// <exception cref="ArgumentException">The gradient has not the output's length.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tape does not record, the output depends on nothing that requires a gradient, it was back-propagated before, or it depends on a result
    /// of another tape or from before an earlier backward pass, whose ops are gone.
    /// </exception>
    public void Backward(Tensor output, ReadOnlySpan<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!IsRecording || !output.RequiresGradient)
        {
            throw new InvalidOperationException(IsRecording
                ? "The loss depends on no parameter or variable; nothing to back-propagate."
                : "This tape is for inference and recorded nothing; use Tape.ForTraining or Tape.ForGradients.");
        }

        if (gradient.Length != output.Shape.Length)
        {
            throw new ArgumentException($"Got a gradient of {gradient.Length} values for an output of shape {output.Shape}.", nameof(gradient));
        }

        if (output.Owner is { } owner && owner != this)
        {
            throw new InvalidOperationException($"The output {output.Shape} was made on another tape, whose Backward it is for; run the whole step on one tape.");
        }

        if (_nodes.Count == 0)
        {
            throw new InvalidOperationException("Nothing is recorded since the last backward pass; run the forward pass again (add the losses first to back-propagate several at once).");
        }

        AddGradient(output, gradient);
        for (int index = _nodes.Count - 1; index >= 0; index--)
        {
            if (_nodes[index].IsReached)
            {
                _nodes[index].Backward(this);
            }
        }

        _nodes.Clear();
        PassNumber++;
    }

    /// <summary>Ends the step: intermediate results and their gradients go back to the pool, parameters' gradients stay.</summary>
    public void Reset()
    {
        _memory.EndStep();
        _nodes.Clear();
        StepNumber++;
    }

    /// <summary>Ends the step as <see cref="Reset()"/> does and takes the next step's random numbers from another stream.</summary>
    /// <param name="random">The stream of the next step, for example one named after its number, so that a resumed run draws the same.</param>
    public void Reset(RandomStream random)
    {
        Reset();
        Random = random;
    }

    /// <summary>Goes on with the random numbers of another place, such as one taken before, so that dropout has the same masks once more.</summary>
    /// <param name="random">Where the next op takes its random numbers, such as an earlier <see cref="Random"/>.</param>
    public void ContinueAt(RandomStream random) => Random = random;

    /// <summary>A result tensor in this step's memory; its values are undefined until the op writes them.</summary>
    internal Tensor NewTensor(Shape shape, bool requiresGradient) => _memory.NewTensor(this, shape, requiresGradient && IsRecording);

    /// <summary>A view of a tensor of this tape.</summary>
    internal Tensor NewView(Tensor source, Shape shape, int offset) => _memory.NewView(source, shape, offset);

    /// <summary>Memory that lives until the step ends: for values an op saves for its backward pass.</summary>
    internal AlignedBuffer RentScratch(int length) => _memory.Rent(length);

    /// <summary>Memory for the duration of one call; give it back with <see cref="ReturnTemporary"/>.</summary>
    internal AlignedBuffer RentTemporary(int length) => _memory.RentTemporary(length);

    internal void ReturnTemporary(AlignedBuffer buffer) => _memory.ReturnTemporary(buffer);

    /// <summary>Takes the next <paramref name="count"/> random positions for one op.</summary>
    internal RandomStream TakeRandom(int count)
    {
        RandomStream taken = Random;
        Random = Random.Advance(count);
        return taken;
    }

    internal void Record(TapeNode node) => _nodes.Add(node);

    /// <summary>Adds to a tensor's gradient; the first contribution is copied, so no zero fill is paid.</summary>
    internal void AddGradient(Tensor tensor, ReadOnlySpan<float> contribution)
    {
        Span<float> gradient = tensor.BeginGradient(this, out bool isFresh);
        if (isFresh)
        {
            contribution.CopyTo(gradient);
        }
        else
        {
            Kernels.Elementwise.Accumulate.Add(contribution, gradient);
        }
    }

    /// <summary>The gradient of a tensor, zero-filled on first use, for ops that can only add.</summary>
    internal Span<float> GradientToAdd(Tensor tensor)
    {
        Span<float> gradient = tensor.BeginGradient(this, out bool isFresh);
        if (isFresh)
        {
            SpanFill.Clear(gradient, Threads);
        }

        return gradient;
    }

    internal AlignedBuffer RentGradient(Tensor owner) => _memory.RentGradient(owner);
}
