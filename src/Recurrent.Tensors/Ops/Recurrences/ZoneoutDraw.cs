using Recurrent.Kernels.Random;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>Which state values of a sequence are new after their step and which stay: drawn while training, the mean otherwise.</summary>
internal sealed class ZoneoutDraw
{
    private readonly float _probability;
    private readonly Tensor? _hidden, _cell;

    /// <summary>Draws for every value, row and step; every component has draws of its own.</summary>
    /// <param name="tape">Gives the random numbers and the memory.</param>
    /// <param name="probability">z, 0 to below 1.</param>
    /// <param name="shape"><c>[T, B, H]</c>.</param>
    /// <param name="hasCell">Whether there is a c.</param>
    public ZoneoutDraw(Tape tape, float probability, Shape shape, bool hasCell)
    {
        _probability = probability;
        if (probability > 0 && tape.IsTraining)
        {
            _hidden = NewDraws(tape, shape, probability);
            _cell = hasCell ? NewDraws(tape, shape, probability) : null;
        }
    }

    /// <summary>What the kernels read.</summary>
    public ZoneoutShares Shares => new() { Probability = _probability, Hidden = RecurrentRun.ValuesOf(_hidden), Cell = RecurrentRun.ValuesOf(_cell) };

    private static Tensor NewDraws(Tape tape, Shape shape, float probability)
    {
        Tensor draws = tape.NewTensor(shape, requiresGradient: false);
        RandomStream random = tape.TakeRandom(shape.Length);
        Philox.FillBernoulli(random.Key, random.Position, 1.0 - probability, 1f, draws.Writable);
        return draws;
    }
}
