using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Interior;

namespace Recurrent.MLNet.Columns;

/// <summary>A column that a model adds.</summary>
/// <param name="Name">Its name; a column of that name in the input is hidden.</param>
/// <param name="Type">Its type.</param>
/// <param name="Annotations">What is known of its slots or keys; null for nothing.</param>
internal sealed record OutputColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations = null)
{
    /// <summary>A vector of scores with the names of its slots.</summary>
    public static OutputColumn Scores(string name, ImmutableArray<string> slots)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddNames(annotations, AnnotationUtils.Kinds.SlotNames, slots);
        AddText(annotations, AnnotationUtils.Kinds.ScoreColumnKind, AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification);
        AddText(annotations, AnnotationUtils.Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.Score);
        return new OutputColumn(name, new VectorDataViewType(NumberDataViewType.Single, slots.Length), annotations.ToAnnotations());
    }

    /// <summary>A key of one of the values.</summary>
    public static OutputColumn Key(string name, ImmutableArray<string> values)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddNames(annotations, AnnotationUtils.Kinds.KeyValues, values);
        AddText(annotations, AnnotationUtils.Kinds.ScoreColumnKind, AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification);
        AddText(annotations, AnnotationUtils.Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.PredictedLabel);
        return new OutputColumn(name, new KeyDataViewType(typeof(uint), values.Length), annotations.ToAnnotations());
    }

    /// <summary>The shape of several columns, for an estimator that does not know the sizes yet.</summary>
    public static SchemaShape Shape(IEnumerable<OutputColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns) builder.AddColumn(column.Name, column.Type, column.Annotations);
        return Shapes.Of(builder.ToSchema());
    }

    private static void AddNames(DataViewSchema.Annotations.Builder annotations, string kind, ImmutableArray<string> names)
    {
        ReadOnlyMemory<char>[] texts = [.. names.Select(static name => name.AsMemory())];
        annotations.Add(kind, new VectorDataViewType(TextDataViewType.Instance, texts.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => texts.CopyTo(ref value));
    }

    private static void AddText(DataViewSchema.Annotations.Builder annotations, string kind, string text) =>
        annotations.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());
}
