using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>Temporary memory that all windows of a pass use one after another.</summary>
internal readonly struct WindowMemory
{
    private readonly AlignedBuffer _saved;
    private readonly AlignedBuffer _work;

    private WindowMemory(AlignedBuffer saved, AlignedBuffer work)
    {
        _saved = saved;
        _work = work;
    }

    /// <summary>What a window's forward pass leaves for its backward pass.</summary>
    public Span<float> Saved => _saved.Span;

    /// <summary>For the duration of one pass over one window.</summary>
    public Span<float> Work => _work.Span;

    public static WindowMemory Rent(Tape tape, int saved, int work) => new(tape.RentTemporary(saved), tape.RentTemporary(work));

    public void Return(Tape tape)
    {
        tape.ReturnTemporary(_work);
        tape.ReturnTemporary(_saved);
    }
}
