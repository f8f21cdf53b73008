using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Windows side by side: the steps of the context, then those of the horizon whose values are known.</summary>
internal sealed class PathBatch
{
    private readonly PathReader _reader;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly float[] _unitOfStep;
    private readonly int[] _lengths;

    /// <param name="reader">Makes inputs.</param>
    /// <param name="origins">Points in time.</param>
    /// <param name="horizon">Steps behind the origin; 0 for the past only.</param>
    /// <param name="countsContext">Whether steps of the context count for the loss as well.</param>
    public PathBatch(PathReader reader, ReadOnlySpan<WindowOrigin> origins, int horizon, bool countsContext = false)
    {
        (_reader, Rows, Steps) = (reader, origins.Length, reader.Context + horizon);
        _inputs = new float[Steps * Rows * reader.Layout.Inputs];
        (_targets, _weights, _unitOfStep) = (new float[Steps * Rows], new float[Steps * Rows], new float[Steps * Rows]);
        Array.Fill(_unitOfStep, 1);
        (_lengths, Units) = (new int[Rows], new PathUnits[Rows]);
        for (var row = 0; row < Rows; row++) Fill(row, origins[row], horizon, countsContext);
    }

    public int Rows { get; }

    /// <summary>T, the steps of the longest window.</summary>
    public int Steps { get; }

    /// <summary>Measures of each row. [B]</summary>
    public PathUnits[] Units { get; }

    /// <summary>How many targets count.</summary>
    public double Weight => _weights.Sum();

    /// <summary>The targets that count, in growing order.</summary>
    public float[] CountedTargets => [.. _targets.Where((_, index) => _weights[index] > 0).Order()];

    /// <summary>Inputs with the number of valid steps of each row. <c>[T, B, D]</c></summary>
    public SequenceBatch Inputs(Tape tape) =>
        new(tape.Constant(_inputs, new Shape(Steps, Rows, _reader.Layout.Inputs)), ImmutableArray.Create(_lengths));

    public StepTargets Targets(Tape tape)
    {
        var shape = new Shape(Steps, Rows);
        return new StepTargets(tape.Constant(_targets, shape), tape.Constant(_weights, shape), tape.Constant(_unitOfStep, shape));
    }

    private void Fill(int row, WindowOrigin window, int horizon, bool countsContext)
    {
        var (series, start) = (window.Series, _reader.Start(window.Origin));
        var end = Math.Min(window.Origin + horizon, Math.Min(series.Length, Math.Max(window.Origin, window.TargetEnd)));
        var units = _reader.Measure(series, window.Origin);
        Units[row] = units;
        _lengths[row] = end - start;
        var values = new PathValues(series.Values, end, []);
        var width = _reader.Layout.Inputs;
        for (var t = start; t < end; t++)
        {
            var place = ((t - start) * Rows) + row;
            _reader.Inputs(_inputs.AsSpan(place * width, width), values, t, units, series.Shared(t));
            _unitOfStep[place] = (float)units.Unit;
            if (!series.IsKnown(t) || !_reader.HasBase(t) || units.IsFlat || (t < window.Origin && !countsContext)) continue;
            _weights[place] = 1;
            _targets[place] = (float)_reader.Target(values, t, units);
        }
    }
}
