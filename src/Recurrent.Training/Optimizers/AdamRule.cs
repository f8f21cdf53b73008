using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>w ← w − η/(1 − β₁ᵗ) · m / (√(v̂ / (1 − β₂ᵗ)) + ε), the step that Adam and AdamW share.</summary>
internal readonly struct AdamRule(MomentRule moments, float rate, float rootCorrection, AdamOptions options) : IUpdateRule
{
    private readonly float _rootScale = 1 / rootCorrection;
    private readonly float _epsilon = (float)options.Epsilon;
    private readonly bool _isAmsGrad = options.IsAmsGrad;

    public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
    {
        moments.Advance(gradient, ref memory);
        Vector<float> square = memory.Second;
        if (_isAmsGrad)
        {
            square = memory.Third = Vector.Max(memory.Third, square);
        }

        Vector<float> divisor = (Vector.SquareRoot(square) * _rootScale) + new Vector<float>(_epsilon);
        return value - (memory.First * rate / divisor);
    }
}
