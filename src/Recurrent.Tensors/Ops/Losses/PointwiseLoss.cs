using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>
/// The weighted mean of a loss over all elements, Σ w ℓ / Σ w, with the derivatives computed in the same pass. Elements of weight 0 are not
/// looked at, so what stands there, NaN included, does not matter; without any weight above 0 the loss is 0.
/// </summary>
internal static class PointwiseLoss
{
    /// <summary>The loss as a scalar; targets and weights are constants.</summary>
    public static Tensor Apply<TLoss>(Tape tape, LossArguments arguments)
        where TLoss : struct, IPointwiseLoss
    {
        Check(arguments);
        Tensor first = arguments.First;
        bool requiresGradient = first.RequiresGradient || arguments.Second?.RequiresGradient == true || arguments.Third?.RequiresGradient == true;
        Tensor output = tape.NewTensor(default, requiresGradient);
        SavedInput[] saved = output.RequiresGradient ? Save(tape, arguments) : [];
        output.Writable[0] = (float)Sum<TLoss>(arguments, saved, out double totalWeight);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(saved, output, totalWeight == 0 ? 0f : (float)(1 / totalWeight)));
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

    private static double Sum<TLoss>(in LossArguments arguments, SavedInput[] saved, out double totalWeight)
        where TLoss : struct, IPointwiseLoss
    {
        ReadOnlySpan<float> first = arguments.First.Values;
        ReadOnlySpan<float> second = arguments.Second is null ? [0f] : arguments.Second.Values;
        ReadOnlySpan<float> third = arguments.Third is null ? [] : arguments.Third.Values;
        ReadOnlySpan<float> targets = arguments.Targets.Values;
        ReadOnlySpan<float> weights = arguments.Weights is null ? [] : arguments.Weights.Values;
        double sum = 0;
        totalWeight = 0;
        int index = 0;
        int secondIndex = 0;
        for (int element = 0; element < targets.Length; element++)
        {
            double weight = weights.IsEmpty ? 1 : weights[element];
            for (int repeat = 0; repeat < arguments.Repeat; repeat++, index++)
            {
                LossInputs derivatives = default;
                if (weight != 0)
                {
                    var inputs = new LossInputs(first[index], second[secondIndex], third.IsEmpty ? 0 : third[index]);
                    sum += weight * TLoss.Evaluate(inputs, targets[element], out derivatives);
                    totalWeight += weight;
                }

                secondIndex = secondIndex + 1 == second.Length ? 0 : secondIndex + 1;
                Store(saved, index, weight, derivatives);
            }
        }

        // Not "above 0": a weight that is not a number must not give the loss 0, the best there is.
        return totalWeight == 0 ? 0 : sum / totalWeight;
    }

    private static void Store(SavedInput[] saved, int index, double weight, in LossInputs derivatives)
    {
        if (saved.Length == 0)
        {
            return;
        }

        saved[0].Store(index, weight * derivatives.First);
        saved[1].Store(index, weight * derivatives.Second);
        saved[2].Store(index, weight * derivatives.Third);
    }

    /// <summary>An input that wants a gradient and the memory of w ∂ℓ by it.</summary>
    private readonly record struct SavedInput(Tensor? Input, AlignedBuffer? Derivatives)
    {
        public void Store(int index, double value)
        {
            if (Derivatives is not null)
            {
                Derivatives.Span[index] = (float)value;
            }
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
                if (input.Input is not null)
                {
                    Span<float> gradient = input.Input.BeginGradient(tape, out bool isFresh);
                    var derivatives = new Operand(input.Derivatives!.Span, isConstant: false);
                    var constant = new Operand([scale], isConstant: true);
                    BinaryLoop.Terms<ScaledTerm>(derivatives, constant, constant, gradient, isFresh);
                }
            }
        }
    }
}
