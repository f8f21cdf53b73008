using Recurrent.Tensors;

namespace Recurrent.Training.Diagnosis;

/// <summary>Lengths of gradients by row and lag.</summary>
internal sealed class FlowNorms
{
    private const double LowerShare = 0.1, UpperShare = 0.9;

    private readonly IReadOnlyList<int> _lengths;
    private readonly double[][] _all;
    private readonly double[][] _first;

    public FlowNorms(IReadOnlyList<int> lengths, int lags)
    {
        _lengths = lengths;
        int count = Math.Min(lengths.Max(), lags + 1);
        (_all, _first) = (Empty(), Empty());

        double[][] Empty() => [.. lengths.Select(_ => new double[count])];
    }

    public int Rows => _lengths.Count;

    /// <summary>Takes the gradients of one step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="components"><c>[B, width]</c> each; those that no gradient reached count as 0.</param>
    public void Add(int step, IReadOnlyList<Tensor> components)
    {
        for (int row = 0; row < Rows; row++)
        {
            int lag = _lengths[row] - 1 - step;
            if (lag < 0 || lag >= _all[row].Length) continue;
            double[] squares = [.. components.Select(one => Squares(one, row))];
            (_all[row][lag], _first[row][lag]) = (Math.Sqrt(squares.Sum()), Math.Sqrt(squares[0]));
        }
    }

    public IReadOnlyList<LagGradient> ByLag() => [.. Enumerable.Range(0, _all[0].Length).Select(AtLag)];

    private LagGradient AtLag(int lag)
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => lag < _lengths[row])];
        double[] all = Sorted(_all), first = Sorted(_first);
        return new LagGradient(lag, Quantiles.Of(all, 0.5), Quantiles.Of(all, LowerShare), Quantiles.Of(all, UpperShare), Quantiles.Of(first, 0.5));

        double[] Sorted(double[][] norms) => [.. rows.Select(row => norms[row][lag]).Order()];
    }

    private static double Squares(Tensor component, int row)
    {
        if (component.Gradient.IsEmpty) return 0;
        int width = component.Shape[1];
        double sum = 0;
        foreach (float value in component.Gradient.Slice(row * width, width)) sum += (double)value * value;
        return sum;
    }
}
