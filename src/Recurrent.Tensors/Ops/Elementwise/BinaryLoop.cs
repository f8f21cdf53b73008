using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>The loops of every binary elementwise op over one row; an operand of one element serves the whole row.</summary>
internal static class BinaryLoop
{
    /// <summary>output[i] = f(left[i], right[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(Operand left, Operand right, Span<float> output)
        where TFunction : struct, IBinaryFunction
    {
        int width = Vector<float>.Count;
        int index = 0;
        for (; index <= output.Length - width; index += width)
        {
            TFunction.Value(left.Load(index), right.Load(index)).CopyTo(output[index..]);
        }

        if (index < output.Length)
        {
            Partial.Store(TFunction.Value(left.LoadPartial(index), right.LoadPartial(index)), output[index..]);
        }
    }

    /// <summary>destination[i] = or += the term of one operand's gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Terms<TTerm>(Operand gradient, Operand left, Operand right, Span<float> destination, bool overwrite)
        where TTerm : struct, IGradientTerm
    {
        int width = Vector<float>.Count;
        int index = 0;
        for (; index <= destination.Length - width; index += width)
        {
            Vector<float> term = TTerm.Value(gradient.Load(index), left.Load(index), right.Load(index));
            (overwrite ? term : term + new Vector<float>(destination[index..])).CopyTo(destination[index..]);
        }

        if (index < destination.Length)
        {
            Vector<float> term = TTerm.Value(gradient.LoadPartial(index), left.LoadPartial(index), right.LoadPartial(index));
            Partial.Store(overwrite ? term : term + Partial.Load(destination[index..]), destination[index..]);
        }
    }
}
