using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>The loops of every unary elementwise op; the last, partial vector goes through a stack buffer and the same function.</summary>
internal static class UnaryLoop
{
    /// <summary>output[i] = f(input[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(ReadOnlySpan<float> input, in Constants constants, Span<float> output)
        where TFunction : struct, IUnaryFunction
    {
        int width = Vector<float>.Count;
        int index = 0;
        for (; index <= input.Length - width; index += width)
        {
            TFunction.Value(new Vector<float>(input[index..]), constants).CopyTo(output[index..]);
        }

        if (index < input.Length)
        {
            Vector<float> value = TFunction.Value(Partial.Load(input[index..]), constants);
            Partial.Store(value, output[index..input.Length]);
        }
    }

    /// <summary>inputGradient[i] = or += outputGradient[i] · f′(input[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TFunction>(in UnarySpans spans, in Constants constants, Span<float> inputGradient, bool overwrite)
        where TFunction : struct, IUnaryFunction
    {
        int width = Vector<float>.Count;
        int length = inputGradient.Length;
        int index = 0;
        for (; index <= length - width; index += width)
        {
            Vector<float> derivative = TFunction.Derivative(new(spans.Input[index..]), new(spans.Output[index..]), constants);
            Vector<float> term = new Vector<float>(spans.OutputGradient[index..]) * derivative;
            (overwrite ? term : term + new Vector<float>(inputGradient[index..])).CopyTo(inputGradient[index..]);
        }

        if (index < length)
        {
            Vector<float> derivative = TFunction.Derivative(Partial.Load(spans.Input[index..]), Partial.Load(spans.Output[index..]), constants);
            Vector<float> term = Partial.Load(spans.OutputGradient[index..]) * derivative;
            Partial.Store(overwrite ? term : term + Partial.Load(inputGradient[index..]), inputGradient[index..]);
        }
    }
}
