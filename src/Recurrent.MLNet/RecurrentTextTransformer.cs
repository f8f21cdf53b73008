using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;
using Recurrent.MLNet.Rows;
using Recurrent.MLNet.TextClassification;
using Recurrent.Text.Classification;

namespace Recurrent.MLNet;

/// <summary>A trained <see cref="TextClassifier"/> on the rows of a data view. An empty text is classified too: by what is most common.</summary>
public sealed class RecurrentTextTransformer : RecurrentTransformer<TextClassifier>
{
    private readonly TextBinding _binding;

    /// <summary>Puts a classifier, such as one that <c>rnn train classify</c> made, into a pipeline.</summary>
    /// <param name="model">The classifier; its classes become the keys in its own order.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">The classifier gives several labels at once, for which ML.NET has no column.</exception>
    public RecurrentTextTransformer(TextClassifier model, TextColumnNames? columns = null)
        : this(model, new TextBinding(columns ?? new TextColumnNames(), [.. model?.Labels ?? []]))
    {
    }

    internal RecurrentTextTransformer(TextClassifier model, TextBinding binding)
        : base(model)
    {
        if (model.MultiLabel)
            throw new ArgumentException("The classifier gives several labels at once; ML.NET's labels are one class a text. Use TextClassifier.Predict.", nameof(model));
        _binding = binding;
    }

    /// <summary>Names of the classes in the order of the keys. [C]</summary>
    public ImmutableArray<string> Classes => _binding.Keys;

    private protected override string NoSingleRows => "Every row stands for itself.";

    private protected override IRowBinding Bind(DataViewSchema schema)
    {
        InputColumn.Check([RecurrentTextEstimator.TextColumn(_binding.Names)], Shapes.Of(schema));
        return new TextMapping(Model, _binding, schema);
    }

    private protected override void Save(ModelSaveContext context) =>
        ModelZip.Save(context, ModelEntry.Text, _binding, ColumnJsonContext.Default.TextBinding, Model.Save);

    /// <summary>Called by ML.NET when a model is loaded.</summary>
    private static RecurrentTextTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var model = ModelZip.Load(ctx, ModelEntry.Text, ColumnJsonContext.Default.TextBinding, TextClassifier.Load, out var binding);
        return new RecurrentTextTransformer(model, binding);
    }
}
