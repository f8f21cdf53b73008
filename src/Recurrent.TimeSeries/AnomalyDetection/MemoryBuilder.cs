using System.Runtime.InteropServices;
using Recurrent.Layers;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Runs a trained network over the training rows as if they came live, and keeps what is usual.</summary>
internal sealed class MemoryBuilder(Module network, IReadOnlyList<NormalisedRows> rows)
{
    private const int MostRows = 50_000;

    /// <summary>Error of an untrained readout, in spreads of the channel.</summary>
    private const double FirstError = 0.3;

    public DetectorMemory Build()
    {
        if (network is not PredictionNetwork predictor)
        {
            var reconstruction = (ReconstructionNetwork)network;
            return new DetectorMemory { Tails = Tails(new ReconstructionSource(reconstruction), reconstruction.Window) };
        }
        var features = PredictionSource.FeatureCount(predictor);
        var source = new PredictionSource(predictor, new PredictionMemory
        {
            Weights = predictor.ReadoutWeights(features),
            UsualErrors = [.. Enumerable.Repeat(FirstError, predictor.Channels)],
            Means = new RunningMean[predictor.Channels],
            Season = predictor.HasClock ? new RunningMean[DayClock.Places * predictor.Channels] : [],
        });
        var tails = Tails(source, 1);
        return new DetectorMemory { Tails = tails, Prediction = source.Save() };
    }

    private ViewTail[] Tails(IViewSource source, int dependence)
    {
        var seen = Enumerable.Range(0, source.ViewCount).Select(static _ => new List<double>()).ToArray();
        var (views, expected) = (new double[source.ViewCount], new double[source.ViewCount]);
        foreach (var part in rows)
        {
            source.Restart();
            for (var row = 0; row < part.Table.Rows; row++)
            {
                source.Read(part.Table.Ticks(row), part.Row(row), views, expected);
                for (var view = 0; view < views.Length; view++)
                    if (!double.IsNaN(views[view])) seen[view].Add(views[view]);
            }
        }
        return [.. seen.Select(values => ViewTail.Fit(CollectionsMarshal.AsSpan(values)[^Math.Min(values.Count, MostRows)..], dependence))];
    }
}
