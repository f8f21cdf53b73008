using System.Numerics;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>A recurrence in which every value of the state looks at the input and at itself only: c = f(gates, c of the step before).</summary>
/// <remarks>
/// No step needs a matrix product, so the products of all steps are one before the loop, and the loop costs a few operations a value. Gates are
/// blocks of H values in an input row; weights are vectors <c>[H]</c> that are the same at every step.
/// </remarks>
internal interface IScanCell
{
    /// <summary>Blocks of H values in an input row, 1 to 4.</summary>
    static abstract int Gates { get; }

    /// <summary>Vectors of weights, 0 to 4.</summary>
    static abstract int Weights { get; }

    /// <summary>Whether the output is something else than the state.</summary>
    static abstract bool HasOutput { get; }

    /// <summary>The state after a step.</summary>
    static abstract Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before);

    /// <summary>The output of a step, where it is not the state.</summary>
    static abstract Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after);

    /// <summary>The gradient of the state before the step, and of gates and weights.</summary>
    static abstract Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights);
}
