using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Rows;
using Recurrent.Text.Tagging;

namespace Recurrent.MLNet.Tagging;

/// <summary>A tagger on rows of one schema.</summary>
internal sealed class TaggingMapping(SequenceTagger model, TaggingColumnNames names, DataViewSchema schema) : IRowBinding
{
    public ImmutableArray<DataViewSchema.Column> Inputs { get; } = [schema[names.Tokens]];

    public ImmutableArray<OutputColumn> Outputs { get; } = Columns(names);

    public bool IsSequential => false;

    public static ImmutableArray<OutputColumn> Columns(TaggingColumnNames names) =>
    [
        new OutputColumn(names.PredictedLabel, new VectorDataViewType(TextDataViewType.Instance)),
        new OutputColumn(names.Score, new VectorDataViewType(NumberDataViewType.Single)),
    ];

    public IRowPredictor Open(DataViewRow input) => new Predictor(model, TaggingRows.Tokens(input, Inputs[0]), input);

    private sealed class Predictor(SequenceTagger model, Func<string[]> tokens, DataViewRow input) : RowPredictor<TagPrediction>(input)
    {
        public override Delegate Getter(int output) => output == 0
            ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> tags) => Current.Tags.CopyTo(ref tags))
            : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> scores) => Current.Probabilities!.CopyTo(ref scores));

        // One thread: rows go to the threads of whoever reads them.
        protected override TagPrediction Predict() => model.Tag([tokens()], probabilities: true, threads: 1)[0];
    }
}
