using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>How a gradient is divided between two operands of which one was chosen.</summary>
internal static class Choice
{
    /// <summary>The whole gradient where chosen, half where both are equal, else 0.</summary>
    public static Vector<float> Half(Vector<float> gradient, Vector<int> isChosen, Vector<int> isEqual) =>
        Vector.ConditionalSelect(isChosen, gradient, Vector.ConditionalSelect(isEqual, gradient * new Vector<float>(0.5f), Vector<float>.Zero));
}
