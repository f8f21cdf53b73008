using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Applies a function to every element and back-propagates through it.</summary>
internal static class UnaryOp
{
    // Ranges of threads begin at whole cache lines and vectors, so that every element is computed as it is on one thread.
    private const int Grain = 64;

    /// <summary>y = f(x), same shape.</summary>
    public static Tensor Apply<TFunction>(Tape tape, Tensor input, float first = 0, float second = 0)
        where TFunction : struct, IUnaryFunction
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor output = tape.NewTensor(input.Shape, input.RequiresGradient);
        RangeTeam.Run(
            new ForwardJob<TFunction> { Input = input.Values, Constants = new Constants(first, second), Output = output.Writable },
            input.Shape.Length,
            Grain,
            RangeTeam.WorthMoving(tape.Threads, input.Shape.Length));
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
            ReadOnlySpan<float> arriving = output.GradientSpan;
            var job = new BackwardJob<TFunction>
            {
                Gradient = input.BeginGradient(tape, out bool isFresh),
                IsFresh = isFresh,
                Input = input.Values,
                Output = output.Values,
                OutputGradient = arriving,
                Constants = new Constants(first, second),
            };
            RangeTeam.Run(job, arriving.Length, Grain, RangeTeam.WorthMoving(tape.Threads, arriving.Length));
        }
    }

    private ref struct ForwardJob<TFunction> : IRangeJob
        where TFunction : struct, IUnaryFunction
    {
        public required ReadOnlySpan<float> Input { get; init; }

        public required Constants Constants { get; init; }

        public required Span<float> Output { get; init; }

        public readonly void Run(int start, int length) => UnaryLoop.Map<TFunction>(Input.Slice(start, length), Constants, Output.Slice(start, length));
    }

    private ref struct BackwardJob<TFunction> : IRangeJob
        where TFunction : struct, IUnaryFunction
    {
        public required ReadOnlySpan<float> Input { get; init; }

        public required ReadOnlySpan<float> Output { get; init; }

        public required ReadOnlySpan<float> OutputGradient { get; init; }

        public required Constants Constants { get; init; }

        public required Span<float> Gradient { get; init; }

        public required bool IsFresh { get; init; }

        public readonly void Run(int start, int length)
        {
            var spans = new UnarySpans { Input = Input.Slice(start, length), Output = Output.Slice(start, length), OutputGradient = OutputGradient.Slice(start, length) };
            UnaryLoop.Backward<TFunction>(spans, Constants, Gradient.Slice(start, length), IsFresh);
        }
    }
}
