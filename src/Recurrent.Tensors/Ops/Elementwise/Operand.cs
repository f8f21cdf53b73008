using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>One operand along a row: values read on, or one value that stands still.</summary>
internal readonly ref struct Operand(ReadOnlySpan<float> values, bool isConstant)
{
    private readonly ReadOnlySpan<float> _values = values;
    private readonly Vector<float> _constant = isConstant ? new Vector<float>(values[0]) : default;
    private readonly bool _isConstant = isConstant;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Load(int index) => _isConstant ? _constant : new Vector<float>(_values[index..]);

    public Vector<float> LoadPartial(int index) => _isConstant ? _constant : Partial.Load(_values[index..]);
}
