using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet.AnomalyDetection;

/// <summary>A detector on rows of one schema.</summary>
internal sealed class DetectionMapping(Detector model, DetectionColumnNames names, DetectionLayout layout) : IRowBinding
{
    public ImmutableArray<DataViewSchema.Column> Inputs => layout.Inputs;

    public ImmutableArray<OutputColumn> Outputs { get; } = Columns(names);

    public bool IsSequential => !layout.HoldsWindows;

    public static ImmutableArray<OutputColumn> Columns(DetectionColumnNames names) =>
    [
        new OutputColumn(names.PredictedLabel, BooleanDataViewType.Instance),
        new OutputColumn(names.Score, NumberDataViewType.Single),
        new OutputColumn(names.Channel, TextDataViewType.Instance),
        new OutputColumn(names.Expected, NumberDataViewType.Single),
        new OutputColumn(names.Deviation, NumberDataViewType.Single),
    ];

    public IRowPredictor Open(DataViewRow input) => layout.HoldsWindows ? new WindowPredictor(model, layout, input) : new StreamPredictor(model, layout, input);

    /// <summary>The getter of a column, given what is said of the present row.</summary>
    public static Delegate Getter(int output, Func<Detection> current, IReadOnlyList<string> channels) => output switch
    {
        0 => (ValueGetter<bool>)((ref bool value) => value = current().IsAnomaly),
        1 => (ValueGetter<float>)((ref float value) => value = (float)current().Score),
        2 => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = channels[current().Channel].AsMemory()),
        3 => (ValueGetter<float>)((ref float value) => value = (float)current().Expected),
        _ => (ValueGetter<float>)((ref float value) => value = (float)current().Deviation),
    };
}
