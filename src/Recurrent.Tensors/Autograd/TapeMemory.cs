using Recurrent.Kernels.Memory;

namespace Recurrent.Tensors.Autograd;

/// <summary>The memory of a tape's step: what its results and their gradients live in, and what is given back when the step ends.</summary>
/// <param name="recycled">The tensor objects of steps before, for a tape that uses them again; else null.</param>
internal sealed class TapeMemory(RecycledTensors? recycled)
{
    private readonly BufferPool _pool = new();
    private readonly List<AlignedBuffer> _rented = [];
    private readonly List<Tensor> _withGradient = [];

    /// <summary>Buffers rented and not yet given back; 0 after <see cref="EndStep"/> unless an op forgot a temporary one.</summary>
    public int OpenBuffers => _pool.OpenCount;

    /// <summary>Floats of all buffers that are not rented; after <see cref="EndStep"/> all that was ever needed at once.</summary>
    public long PooledFloats => _pool.PooledFloats;

    /// <summary>A tensor that lives until the step ends; its values are undefined.</summary>
    public Tensor NewTensor(Tape tape, Shape shape, bool requiresGradient)
    {
        AlignedBuffer buffer = Rent(shape.Length);
        if (recycled?.Next() is { } used)
        {
            return used.Renew(shape, buffer);
        }

        var tensor = new Tensor(shape, buffer, tape, requiresGradient);
        recycled?.Keep(tensor);
        return tensor;
    }

    /// <summary>A view, which needs an object but no memory.</summary>
    public Tensor NewView(Tensor source, Shape shape, int offset)
    {
        if (recycled?.Next() is { } used)
        {
            return used.Renew(source, shape, offset);
        }

        var view = new Tensor(source, shape, offset);
        recycled?.Keep(view);
        return view;
    }

    /// <summary>Memory that lives until the step ends.</summary>
    public AlignedBuffer Rent(int length)
    {
        AlignedBuffer buffer = _pool.Rent(length);
        _rented.Add(buffer);
        return buffer;
    }

    /// <summary>Memory that <see cref="ReturnTemporary"/> takes back.</summary>
    public AlignedBuffer RentTemporary(int length) => _pool.Rent(length);

    public void ReturnTemporary(AlignedBuffer buffer) => _pool.Return(buffer);

    /// <summary>Memory for the gradient of a tensor, as long-lived as the tensor.</summary>
    public AlignedBuffer RentGradient(Tensor owner)
    {
        // A variable's gradient outlives the step as its values do, so it cannot sit in recycled memory.
        if (owner.Owner is null)
        {
            return AlignedBuffer.Allocate(owner.Shape.Length);
        }

        _withGradient.Add(owner);
        return Rent(owner.Shape.Length);
    }

    /// <summary>Results and their gradients go back to the pool.</summary>
    public void EndStep()
    {
        foreach (Tensor tensor in _withGradient)
        {
            tensor.AttachGradient(null);
        }

        foreach (AlignedBuffer buffer in _rented)
        {
            _pool.Return(buffer);
        }

        _withGradient.Clear();
        _rented.Clear();
        recycled?.EndStep();
    }
}
