using Recurrent.Layers;

namespace Recurrent.Training.Tests;

/// <summary>All weights of a model as bits, for comparisons that allow no difference.</summary>
internal static class Weights
{
    public static int[] BitsOf(Module model) =>
        [.. model.Parameters().SelectMany(named => named.Parameter.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];
}
