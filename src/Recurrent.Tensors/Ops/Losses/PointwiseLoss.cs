using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>
/// The weighted mean of a loss over all elements, Σ w ℓ / Σ w, with the derivatives computed in the same pass. Elements of weight 0 are not
/// looked at, so what stands there, NaN included, does not matter; without any weight above 0 the loss is 0.
/// </summary>
internal static class PointwiseLoss
{
    private const int Lanes = 8;
    private const int SmallestBlock = 4096;
    private const int MostBlocks = 256;
    private const int ScaleGrain = 1024;

    /// <summary>The loss as a scalar; targets and weights are constants.</summary>
    public static Tensor Apply<TLoss>(Tape tape, LossArguments arguments)
        where TLoss : struct, IPointwiseLoss => ApplyLoop<ScalarLossLoop<TLoss>>(tape, arguments);

    /// <summary>As <see cref="Apply"/>, several elements at once where the loss has one input.</summary>
    public static Tensor ApplyVector<TLoss>(Tape tape, LossArguments arguments)
        where TLoss : struct, IVectorLoss => ApplyLoop<VectorLossLoop<TLoss>>(tape, arguments);

    private static Tensor ApplyLoop<TLoop>(Tape tape, LossArguments arguments)
        where TLoop : struct, ILossLoop
    {
        Check(arguments);
        Tensor first = arguments.First;
        bool requiresGradient = first.RequiresGradient || arguments.Second?.RequiresGradient == true || arguments.Third?.RequiresGradient == true;
        Tensor output = tape.NewTensor(default, requiresGradient);
        SavedInput[] saved = output.RequiresGradient ? Save(tape, arguments) : [];
        LossSum sum = Sum<TLoop>(tape, arguments, saved);

        // Not "above 0": a weight that is not a number must not give the loss 0, the best there is.
        output.Writable[0] = sum.Weight == 0 ? 0f : (float)(sum.Loss / sum.Weight);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(saved, output, sum.Weight == 0 ? 0f : (float)(1 / sum.Weight)));
        }

        return output;
    }

    private static void Check(in LossArguments arguments)
    {
        Shape first = arguments.First.Shape;
        bool fits = (long)arguments.Targets.Shape.Length * arguments.Repeat == first.Length
            && (arguments.Repeat != 1 || arguments.Targets.Shape == first)
            && (arguments.Weights is null || arguments.Weights.Shape == arguments.Targets.Shape)
            && FitsInput(first, arguments.Second)
            && (arguments.Third is null || arguments.Third.Shape == first);
        if (!fits)
        {
            throw new ArgumentException(
                $"{arguments.Operation} got {first} with targets {arguments.Targets.Shape} and weights {arguments.Weights?.Shape.ToString() ?? "none"}; "
                + "targets must fit the predictions, weights the targets, and all parameters of a distribution each other.", nameof(arguments));
        }
    }

    private static bool FitsInput(Shape first, Tensor? input) =>
        input is null || input.Shape == first
        || (!input.RequiresGradient && (input.Shape.Length == 1 || (first.Rank > 0 && input.Shape == new Shape(first[-1]))));

    private static SavedInput[] Save(Tape tape, in LossArguments arguments)
    {
        int length = arguments.First.Shape.Length;
        SavedInput Of(Tensor? input) => input?.RequiresGradient == true ? new SavedInput(input, tape.RentScratch(length)) : default;
        return [Of(arguments.First), Of(arguments.Second), Of(arguments.Third)];
    }

    /// <summary>Ranges of targets of a size that follows from their number are summed one by one, and the sums from first to last.</summary>
    private static LossSum Sum<TLoop>(Tape tape, in LossArguments arguments, SavedInput[] saved)
        where TLoop : struct, ILossLoop
    {
        var spans = new LossSpans
        {
            First = arguments.First.Values,
            Second = arguments.Second is null ? [0f] : arguments.Second.Values,
            Third = arguments.Third is null ? [] : arguments.Third.Values,
            Targets = arguments.Targets.Values,
            Weights = arguments.Weights is null ? [] : arguments.Weights.Values,
            FirstDerivative = DerivativesOf(saved, 0),
            SecondDerivative = DerivativesOf(saved, 1),
            ThirdDerivative = DerivativesOf(saved, 2),
            Repeat = arguments.Repeat,
        };
        int targets = spans.Targets.Length;
        int block = Math.Max(SmallestBlock, (targets / MostBlocks) + Lanes) / Lanes * Lanes;
        int blocks = (int)(((long)targets + block - 1) / block);
        Span<double> losses = stackalloc double[MostBlocks];
        Span<double> weights = stackalloc double[MostBlocks];
        var job = new SumJob<TLoop> { Spans = spans, Block = block, Losses = losses, Weights = weights };
        RangeTeam.Run(job, blocks, grain: 1, RangeTeam.Worthwhile(tape.Threads, spans.First.Length));
        double sum = 0, totalWeight = 0;
        for (int index = 0; index < blocks; index++)
        {
            sum += losses[index];
            totalWeight += weights[index];
        }

        return new LossSum(sum, totalWeight);
    }

    private static Span<float> DerivativesOf(SavedInput[] saved, int index) =>
        saved.Length > 0 && saved[index] is { Input: not null, Derivatives: not null } input ? input.Derivatives.Span[..input.Input.Shape.Length] : [];

    /// <summary>An input that wants a gradient and the memory of w ∂ℓ by it.</summary>
    private readonly record struct SavedInput(Tensor? Input, AlignedBuffer? Derivatives);

    private readonly ref struct SumJob<TLoop> : IRangeJob
        where TLoop : struct, ILossLoop
    {
        public required LossSpans Spans { get; init; }

        public required int Block { get; init; }

        public required Span<double> Losses { get; init; }

        public required Span<double> Weights { get; init; }

        public void Run(int start, int length)
        {
            LossSpans spans = Spans;
            for (int index = start; index < start + length; index++)
            {
                int first = index * Block;
                (Losses[index], Weights[index]) = TLoop.Run(spans, first, Math.Min(Block, spans.Targets.Length - first));
            }
        }
    }

    private readonly ref struct ScaleJob : IRangeJob
    {
        public required ReadOnlySpan<float> Derivatives { get; init; }

        public required Span<float> Gradient { get; init; }

        public required float Scale { get; init; }

        public required bool Overwrites { get; init; }

        public void Run(int start, int length)
        {
            var derivatives = new Operand(Derivatives.Slice(start, length), isConstant: false);
            var constant = new Operand([Scale], isConstant: true);
            BinaryLoop.Terms<ScaledTerm>(derivatives, constant, constant, Gradient.Slice(start, length), Overwrites);
        }
    }

    private sealed class Node(SavedInput[] saved, Tensor output, float factor) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            float scale = output.GradientSpan[0] * factor;
            foreach (SavedInput input in saved)
            {
                if (input is { Input: not null, Derivatives: not null })
                {
                    Span<float> gradient = input.Input.BeginGradient(tape, out bool isFresh);
                    var job = new ScaleJob { Derivatives = input.Derivatives.Span, Gradient = gradient, Scale = scale, Overwrites = isFresh };
                    RangeTeam.Run(job, gradient.Length, ScaleGrain, RangeTeam.Worthwhile(tape.Threads, gradient.Length));
                }
            }
        }
    }
}
