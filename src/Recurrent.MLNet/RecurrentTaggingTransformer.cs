using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;
using Recurrent.MLNet.Rows;
using Recurrent.MLNet.Tagging;
using Recurrent.Text.Tagging;

namespace Recurrent.MLNet;

/// <summary>A trained <see cref="SequenceTagger"/> on the rows of a data view, one sentence each.</summary>
public sealed class RecurrentTaggingTransformer : RecurrentTransformer<SequenceTagger>
{
    private readonly TaggingColumnNames _columns;

    /// <summary>Puts a tagger, such as one that <c>rnn train tag</c> made, into a pipeline.</summary>
    /// <param name="model">The tagger.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    public RecurrentTaggingTransformer(SequenceTagger model, TaggingColumnNames? columns = null)
        : base(model) => _columns = columns ?? new TaggingColumnNames();

    private protected override string NoSingleRows => "Every row stands for itself.";

    private protected override IRowBinding Bind(DataViewSchema schema)
    {
        InputColumn.Check([RecurrentTaggingEstimator.TokenColumn(_columns)], Shapes.Of(schema));
        return new TaggingMapping(Model, _columns, schema);
    }

    private protected override void Save(ModelSaveContext context) =>
        ModelZip.Save(context, ModelEntry.Tagging, _columns, ColumnJsonContext.Default.TaggingColumnNames, Model.Save);

    /// <summary>Called by ML.NET when a model is loaded.</summary>
    private static RecurrentTaggingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var model = ModelZip.Load(ctx, ModelEntry.Tagging, ColumnJsonContext.Default.TaggingColumnNames, SequenceTagger.Load, out var columns);
        return new RecurrentTaggingTransformer(model, columns);
    }
}
