using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;
using Recurrent.MLNet.Tagging;
using Recurrent.Text.Tagging;

namespace Recurrent.MLNet;

/// <summary>Trains a <see cref="SequenceTagger"/> on rows of one sentence each: its tokens and their tags.</summary>
public sealed class RecurrentTaggingEstimator : RecurrentEstimator<RecurrentTaggingTransformer>
{
    private readonly TaggerOptions _options;
    private readonly TaggingColumnNames _columns;

    internal RecurrentTaggingEstimator(IHostEnvironment environment, TaggerOptions options, TaggingColumnNames columns)
        : base(environment) => (_options, _columns) = (options, columns);

    private protected override IEnumerable<InputColumn> Inputs => [TokenColumn(_columns), InputColumn.Labels(_columns.Label)];

    private protected override IEnumerable<OutputColumn> Outputs => TaggingMapping.Columns(_columns);

    internal static InputColumn TokenColumn(TaggingColumnNames columns) => InputColumn.Texts(columns.Tokens, "the tokens of a sentence");

    private protected override RecurrentTaggingTransformer Train(IDataView input, ChannelObserver observer) =>
        new(SequenceTagger.Train(TaggingRows.Read(input, _columns), options: _options, observers: [observer]).Model, _columns);
}
