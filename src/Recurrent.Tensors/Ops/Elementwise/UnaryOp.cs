using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Applies a function to every element and back-propagates through it.</summary>
internal static class UnaryOp
{
    /// <summary>y = f(x), same shape.</summary>
    public static Tensor Apply<TFunction>(Tape tape, Tensor input, float first = 0, float second = 0)
        where TFunction : struct, IUnaryFunction
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor output = tape.NewTensor(input.Shape, input.RequiresGradient);
        UnaryLoop.Map<TFunction>(input.Values, new Constants(first, second), output.Writable);
        if (output.RequiresGradient)
        {
            tape.Record(new Node<TFunction>(input, output, first, second));
        }

        return output;
    }

    private sealed class Node<TFunction>(Tensor input, Tensor output, float first, float second) : TapeNode
        where TFunction : struct, IUnaryFunction
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            var spans = new UnarySpans { Input = input.Values, Output = output.Values, OutputGradient = output.GradientSpan };
            Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
            UnaryLoop.Backward<TFunction>(spans, new Constants(first, second), gradient, isFresh);
        }
    }
}
