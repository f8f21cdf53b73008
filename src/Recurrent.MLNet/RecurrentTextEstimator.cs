using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;
using Recurrent.MLNet.TextClassification;
using Recurrent.Text.Classification;

namespace Recurrent.MLNet;

/// <summary>Trains a <see cref="TextClassifier"/> on a column of texts and one of labels.</summary>
/// <remarks>
/// With a label made by <c>MapValueToKey</c>, scores and predictions have its keys, so <c>mlContext.MulticlassClassification.Evaluate</c> works on the
/// result. A class without a text to learn from has probability 0.
/// </remarks>
public sealed class RecurrentTextEstimator : RecurrentEstimator<RecurrentTextTransformer>
{
    private readonly TextClassifierOptions _options;
    private readonly TextColumnNames _columns;

    internal RecurrentTextEstimator(IHostEnvironment environment, TextClassifierOptions options, TextColumnNames columns)
        : base(environment) => (_options, _columns) = (options, columns);

    private protected override IEnumerable<InputColumn> Inputs => [TextColumn(_columns), InputColumn.Label(_columns.Label)];

    private protected override IEnumerable<OutputColumn> Outputs => TextMapping.Columns(new TextBinding(_columns, ["any"]));

    internal static InputColumn TextColumn(TextColumnNames columns) => InputColumn.Text(columns.Text, "the text to classify");

    private protected override RecurrentTextTransformer Train(IDataView input, ChannelObserver observer)
    {
        var keys = TextRows.Keys(input.Schema[_columns.Label]);
        var texts = TextRows.Read(input, _columns);
        var model = TextClassifier.Train(texts, options: _options, observers: [observer]).Model;
        return new RecurrentTextTransformer(model, new TextBinding(_columns, keys.IsEmpty ? [.. model.Labels] : keys));
    }
}
