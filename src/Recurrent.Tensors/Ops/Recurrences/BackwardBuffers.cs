using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>Temporary memory of one backward pass over a whole sequence.</summary>
internal readonly struct BackwardBuffers
{
    private readonly AlignedBuffer _gates;
    private readonly AlignedBuffer _work;
    private readonly AlignedBuffer _states;

    /// <summary>Rents the memory; <see cref="Return"/> gives it back.</summary>
    /// <param name="tape">The pool.</param>
    /// <param name="gates">Floats of the products' gradient.</param>
    /// <param name="work">Floats of the pass through time.</param>
    /// <param name="states">Floats of h and c of all rows.</param>
    public BackwardBuffers(Tape tape, int gates, int work, int states)
    {
        _gates = tape.RentTemporary(gates);
        _work = tape.RentTemporary(work);
        _states = tape.RentTemporary(states);
    }

    public Span<float> Gates => _gates.Span;

    public Span<float> Work => _work.Span;

    public Span<float> States => _states.Span;

    public void Return(Tape tape)
    {
        tape.ReturnTemporary(_states);
        tape.ReturnTemporary(_work);
        tape.ReturnTemporary(_gates);
    }
}
