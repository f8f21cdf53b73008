using System.Collections.Immutable;
using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Rows;
using Recurrent.Text.Classification;

namespace Recurrent.MLNet.TextClassification;

/// <summary>A classifier on rows of one schema.</summary>
internal sealed class TextMapping(TextClassifier model, TextBinding binding, DataViewSchema schema) : IRowBinding
{
    /// <summary>For every class of the model its place among the keys.</summary>
    private readonly int[] _places = [.. model.Labels.Select(label => binding.Keys.IndexOf(label, StringComparer.Ordinal))];

    public ImmutableArray<DataViewSchema.Column> Inputs { get; } = [schema[binding.Names.Text]];

    public ImmutableArray<OutputColumn> Outputs { get; } = Columns(binding);

    public bool IsSequential => false;

    public static ImmutableArray<OutputColumn> Columns(TextBinding binding) =>
        [OutputColumn.Key(binding.Names.PredictedLabel, binding.Keys), OutputColumn.Scores(binding.Names.Score, binding.Keys)];

    public IRowPredictor Open(DataViewRow input) => new Predictor(this, input);

    private float[] Scores(string text)
    {
        var scores = new float[binding.Keys.Length];
        // One thread: rows go to the threads of whoever reads them.
        var probabilities = model.Predict([text], threads: 1)[0].Probabilities;
        for (var label = 0; label < _places.Length; label++) scores[_places[label]] = (float)probabilities[label];
        return scores;
    }

    private sealed class Predictor(TextMapping mapping, DataViewRow input) : RowPredictor<float[]>(input)
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _text = input.GetGetter<ReadOnlyMemory<char>>(mapping.Inputs[0]);

        public override Delegate Getter(int output) => output == 0
            ? (ValueGetter<uint>)((ref uint key) => key = (uint)(Array.IndexOf(Current, Current.Max()) + 1))
            : (ValueGetter<Microsoft.ML.Data.VBuffer<float>>)((ref Microsoft.ML.Data.VBuffer<float> scores) => Current.CopyTo(ref scores));

        protected override float[] Predict()
        {
            ReadOnlyMemory<char> text = default;
            _text(ref text);
            return mapping.Scores(text.ToString());
        }
    }
}
