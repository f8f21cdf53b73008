using System.Runtime.Intrinsics;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>A loss of one input that is cheap enough to be computed in several lanes at once.</summary>
internal interface IVectorLoss : IPointwiseLoss
{
    /// <summary>The losses and their derivatives by the first input, from correctly rounded operations only.</summary>
    static abstract Vector256<double> Evaluate(Vector256<double> first, Vector256<double> second, Vector256<double> target, out Vector256<double> derivative);
}
