using System.Globalization;
using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Several networks that differ in their first weights; their quantiles are averaged.</summary>
/// <remarks>Averaging quantiles keeps intervals as wide as their members' (Vincent, 1912), and the mean of a few nets varies less by seed.</remarks>
internal sealed class ForecastNetwork : Module
{
    private readonly ForecastMember[] _members;
    private readonly float[] _levels;

    public ForecastNetwork(ForecastArchitecture architecture, InitializationScope initialization)
    {
        _levels = [.. architecture.Quantiles.Select(level => (float)level)];
        IsPoint = architecture.Head == ForecastHead.Point;
        _members =
        [
            .. Enumerable.Range(0, architecture.Members).Select(index => index.ToString(CultureInfo.InvariantCulture))
                .Select(name => AddModule(name, ForecastMember.Create(architecture, initialization.Part(name)))),
        ];
    }

    /// <summary>Whether there is one number a step, the mean, instead of quantiles.</summary>
    public bool IsPoint { get; }

    public void SetBias(ReadOnlySpan<float> quantiles)
    {
        foreach (var member in _members) member.SetBias(quantiles);
    }

    /// <summary>The sum of the members' mean quantile losses, or squared errors; each member learns as if it were alone.</summary>
    public Tensor Loss(Tape tape, WindowBatch batch)
    {
        var (past, ahead) = Inputs(tape, batch);
        var targets = tape.Constant(batch.Targets, new Shape(batch.Horizon, batch.Rows));
        var mask = tape.Constant(batch.Mask, new Shape(batch.Horizon, batch.Rows));
        Tensor? sum = null;
        foreach (var member in _members)
        {
            var outputs = member.Run(tape, past, ahead);
            var loss = IsPoint
                ? tape.MeanSquaredError(outputs.Reshape(targets.Shape), targets, mask)
                : tape.Pinball(outputs, targets, _levels, mask);
            sum = sum is null ? loss : tape.Add(sum, loss);
        }
        return sum!;
    }

    /// <summary>The averaged quantiles of each step, in growing order.</summary>
    /// <param name="tape">An inference tape; it is reset.</param>
    /// <param name="batch">The windows.</param>
    /// <returns>Row-major <c>[H, B, Q]</c>, in the unit of the targets.</returns>
    /// <remarks>Sorting removes crossings and never raises the quantile loss (Chernozhukov, Fernández-Val and Galichon, 2010).</remarks>
    public double[] Forecast(Tape tape, WindowBatch batch)
    {
        tape.Reset();
        var (past, ahead) = Inputs(tape, batch);
        var mean = new double[batch.Horizon * batch.Rows * _levels.Length];
        foreach (var member in _members)
        {
            var values = member.Run(tape, past, ahead).Values;
            for (var index = 0; index < mean.Length; index++) mean[index] += values[index] / (double)_members.Length;
        }
        for (var start = 0; start < mean.Length; start += _levels.Length) mean.AsSpan(start, _levels.Length).Sort();
        tape.Reset();
        return mean;
    }

    private static (SequenceBatch Past, Tensor Ahead) Inputs(Tape tape, WindowBatch batch) =>
    (
        new SequenceBatch(tape.Constant(batch.Encoder, new Shape(batch.Context, batch.Rows, batch.Layout.EncoderInputs)), batch.Lengths),
        tape.Constant(batch.Decoder, new Shape(batch.Horizon, batch.Rows, batch.Layout.DecoderInputs)));
}
