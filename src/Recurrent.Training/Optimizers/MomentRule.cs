using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recurrent.Training.Optimizers;

/// <summary>The running means every member of the Adam family keeps: m ← β₁m + (1 − β₁)g and v ← β₂v + (1 − β₂)g².</summary>
internal readonly struct MomentRule(AdamOptions options)
{
    private const float SmallestNormal = 1.17549435e-38f;

    private readonly float _keepMean = (float)options.Beta1;
    private readonly float _takeMean = (float)(1 - options.Beta1);
    private readonly float _keepSquare = (float)options.Beta2;
    private readonly float _takeSquare = (float)(1 - options.Beta2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(Vector<float> gradient, ref UpdateMemory memory)
    {
        memory.First = WithoutSubnormals((memory.First * _keepMean) + (gradient * _takeMean));
        memory.Second = WithoutSubnormals((memory.Second * _keepSquare) + (gradient * gradient * _takeSquare));
    }

    /// <summary>
    /// The means of a weight that gets no gradient any more, as of a rare word, decay until they are subnormal and stay there for ever,
    /// where arithmetic is up to a hundred times slower; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> WithoutSubnormals(Vector<float> mean) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(mean), new Vector<float>(SmallestNormal)), Vector<float>.Zero, mean);
}
