using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.AnomalyDetection;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet;

/// <summary>Trains a <see cref="Detector"/> on rows of usual behaviour, in the order they came. No labels are read.</summary>
public sealed class RecurrentDetectionEstimator : RecurrentEstimator<RecurrentDetectionTransformer>
{
    private readonly DetectorOptions _options;
    private readonly DetectionColumnNames _columns;

    internal RecurrentDetectionEstimator(IHostEnvironment environment, DetectorOptions options, DetectionColumnNames columns)
        : base(environment)
    {
        if (columns.Channels.Count == 0) throw new ArgumentException("Received no channel; name at least one column (DetectionColumnNames.Channels).", nameof(columns));
        (_options, _columns) = (options, columns);
    }

    private protected override IEnumerable<InputColumn> Inputs => DetectionLayout.Rules(_columns, needsTimes: true);

    private protected override IEnumerable<OutputColumn> Outputs => DetectionMapping.Columns(_columns);

    private protected override RecurrentDetectionTransformer Train(IDataView input, ChannelObserver observer) =>
        new(Detector.Train([ViewTable.Read(input, _columns)], _options, [observer]).Model, _columns);
}
