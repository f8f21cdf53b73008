using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;

namespace Recurrent.Training.Diagnosis;

/// <summary>L = Σ v · h with a direction v of length 1 for every row: each value of v is ±1/√H.</summary>
internal sealed class ProbeLoss
{
    private readonly float[] _directions;
    private readonly int _width;
    private readonly LossPlace _place;

    public ProbeLoss(int rows, int width, DiagnosisOptions options)
    {
        (_width, _place) = (width, options.Loss);
        _directions = new float[rows * width];
        new RandomSource(options.Seed).Stream("directions").FillUniform(_directions);
        float size = (float)(1 / Math.Sqrt(width));
        foreach (ref float value in _directions.AsSpan()) value = value < 0.5f ? -size : size;
    }

    /// <summary>The part of the loss at one step, or null.</summary>
    /// <param name="tape">Where it lives.</param>
    /// <param name="hidden"><c>[B, H]</c>.</param>
    /// <param name="step">From 0.</param>
    /// <param name="lengths">Steps of every row.</param>
    public Tensor? Term(Tape tape, Tensor hidden, int step, IReadOnlyList<int> lengths)
    {
        bool Counts(int row) => _place == LossPlace.EveryStep ? step < lengths[row] : step == lengths[row] - 1;
        int[] rows = [.. Enumerable.Range(0, lengths.Count).Where(Counts)];
        if (rows.Length == 0) return null;
        var weights = new float[_directions.Length];
        foreach (int row in rows) _directions.AsSpan(row * _width, _width).CopyTo(weights.AsSpan(row * _width));
        return tape.Sum(tape.Multiply(hidden, tape.Constant(weights, hidden.Shape)));
    }

    public static Tensor Sum(Tape tape, IEnumerable<Tensor?> terms) => terms.OfType<Tensor>().Aggregate((one, other) => tape.Add(one, other));
}
