using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.AnomalyDetection;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet;

/// <summary>A trained <see cref="Detector"/> on the rows of a data view.</summary>
/// <remarks>
/// Rows of one number a channel are judged by the rows before them; every pass over the view opens a stream of its own, which begins with what
/// the detector learnt in training. A live stream keeps its state in the open: <c>transformer.Model.OpenStream()</c>, then one <c>Push</c> a row. A
/// prediction engine sees single rows in any order: give each channel as a vector of its latest values, oldest first (a <c>float[]</c>
/// without <c>VectorType</c>), and the last ones are judged by the others.
/// </remarks>
public sealed class RecurrentDetectionTransformer : RecurrentTransformer<Detector>
{
    private readonly DetectionColumnNames _columns;

    /// <summary>Puts a detector, such as one that <c>rnn train detect</c> made, into a pipeline.</summary>
    /// <param name="model">The detector.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">The detector reads the time of day, and no column with times is named.</exception>
    public RecurrentDetectionTransformer(Detector model, DetectionColumnNames? columns = null)
        : base(model)
    {
        _columns = columns ?? new DetectionColumnNames();
        if (model.NeedsTimes && _columns.Time is null)
            throw new ArgumentException("The detector reads the time of day; name the column with the times of the rows (DetectionColumnNames.Time).", nameof(columns));
    }

    private protected override string NoSingleRows =>
        $"The column '{_columns.Channels[0]}' has one value a row, which says nothing without the rows before it. Give a vector of the latest values (a float[] without "
        + "VectorType), or follow a live stream with transformer.Model.OpenStream().";

    private protected override IRowBinding Bind(DataViewSchema schema)
    {
        InputColumn.Check(DetectionLayout.Rules(_columns, Model.NeedsTimes), Shapes.Of(schema));
        var layout = new DetectionLayout(schema, _columns, Model.NeedsTimes);
        return layout.Names.Length == Model.Channels.Count
            ? new DetectionMapping(Model, _columns, layout)
            : throw new ArgumentException(
                $"Found {layout.Names.Length} channels ({string.Join(", ", layout.Names)}); the detector was trained on {string.Join(", ", Model.Channels)}. Name as many.");
    }

    private protected override void Save(ModelSaveContext context) =>
        ModelZip.Save(context, ModelEntry.Detection, _columns, ColumnJsonContext.Default.DetectionColumnNames, Model.Save);

    /// <summary>Called by ML.NET when a model is loaded.</summary>
    private static RecurrentDetectionTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var model = ModelZip.Load(ctx, ModelEntry.Detection, ColumnJsonContext.Default.DetectionColumnNames, Detector.Load, out var columns);
        return new RecurrentDetectionTransformer(model, columns);
    }
}
