using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Mixes the states after a step with those before, u ⊙ after + (1 − u) ⊙ before, and their gradients on the way back.</summary>
internal unsafe struct ZoneoutMix
{
    /// <summary>z; 0 for a recurrence without zoneout.</summary>
    public float Probability;

    /// <summary>u of h, [T, B, H]; null for 1 − z everywhere.</summary>
    public float* Hidden;

    /// <summary>u of c, [T, B, H]; null for 1 − z everywhere.</summary>
    public float* Cell;

    public readonly bool IsOn => Probability > 0;

    /// <summary>after = u ⊙ after + (1 − u) ⊙ before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Forward(float* shares, float* before, float* after, int units)
    {
        Vector<float> share = new(1 - Probability);
        int unit = 0;
        for (; unit <= units - Vector<float>.Count; unit += Vector<float>.Count)
        {
            Vector<float> updated = shares == null ? share : Vector.Load(shares + unit);
            ((updated * Vector.Load(after + unit)) + ((Vector<float>.One - updated) * Vector.Load(before + unit))).Store(after + unit);
        }

        for (; unit < units; unit++)
        {
            float updated = shares == null ? 1 - Probability : shares[unit];
            after[unit] = (updated * after[unit]) + ((1 - updated) * before[unit]);
        }
    }

    /// <summary>Parts the gradient of the mixed state: kept = (1 − u) ⊙ gradient goes to the state before, gradient = u ⊙ gradient to the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Backward(float* shares, float* gradient, float* kept, int units)
    {
        Vector<float> share = new(1 - Probability);
        int unit = 0;
        for (; unit <= units - Vector<float>.Count; unit += Vector<float>.Count)
        {
            Vector<float> updated = shares == null ? share : Vector.Load(shares + unit), arriving = Vector.Load(gradient + unit);
            ((Vector<float>.One - updated) * arriving).Store(kept + unit);
            (updated * arriving).Store(gradient + unit);
        }

        for (; unit < units; unit++)
        {
            float updated = shares == null ? 1 - Probability : shares[unit], arriving = gradient[unit];
            kept[unit] = (1 - updated) * arriving;
            gradient[unit] = updated * arriving;
        }
    }

    /// <summary>The state a step made, from the mean of it and the state before: what the derivative of its activation is read from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Unmix(float* before, float* after, float* made, int units)
    {
        float updated = 1 - Probability;
        for (int unit = 0; unit < units; unit++)
        {
            made[unit] = (after[unit] - ((1 - updated) * before[unit])) / updated;
        }
    }

    /// <summary>target += values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* values, float* target, int units)
    {
        int unit = 0;
        for (; unit <= units - Vector<float>.Count; unit += Vector<float>.Count)
        {
            (Vector.Load(values + unit) + Vector.Load(target + unit)).Store(target + unit);
        }

        for (; unit < units; unit++)
        {
            target[unit] += values[unit];
        }
    }

    /// <summary>u of one cell from a unit on; null where all are alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* At(float* shares, SequencePlan plan, CellLayout layout, int step, int position, nint unit) =>
        shares == null ? null : shares + ((nint)plan.TensorRow(step, position) * layout.HiddenSize) + unit;
}
