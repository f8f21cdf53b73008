using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>The running means every member of the Adam family keeps: m ← β₁m + (1 − β₁)g and v ← β₂v + (1 − β₂)g².</summary>
internal readonly struct MomentRule(AdamOptions options)
{
    private readonly float _keepMean = (float)options.Beta1;
    private readonly float _takeMean = (float)(1 - options.Beta1);
    private readonly float _keepSquare = (float)options.Beta2;
    private readonly float _takeSquare = (float)(1 - options.Beta2);

    public void Advance(Vector<float> gradient, ref UpdateMemory memory)
    {
        memory.First = (memory.First * _keepMean) + (gradient * _takeMean);
        memory.Second = (memory.Second * _keepSquare) + (gradient * gradient * _takeSquare);
    }
}
