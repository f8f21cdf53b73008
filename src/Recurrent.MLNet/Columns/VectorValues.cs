using Microsoft.ML.Data;

namespace Recurrent.MLNet.Columns;

/// <summary>Copies into the vectors of a data view.</summary>
internal static class VectorValues
{
    public static void CopyTo<T>(this T[] values, ref VBuffer<T> vector)
    {
        var editor = VBufferEditor.Create(ref vector, values.Length);
        values.CopyTo(editor.Values);
        vector = editor.Commit();
    }

    public static void CopyTo(this IReadOnlyList<double> values, ref VBuffer<float> vector)
    {
        var editor = VBufferEditor.Create(ref vector, values.Count);
        for (var index = 0; index < values.Count; index++) editor.Values[index] = (float)values[index];
        vector = editor.Commit();
    }

    public static void CopyTo(this IReadOnlyList<string> texts, ref VBuffer<ReadOnlyMemory<char>> vector)
    {
        var editor = VBufferEditor.Create(ref vector, texts.Count);
        for (var index = 0; index < texts.Count; index++) editor.Values[index] = texts[index].AsMemory();
        vector = editor.Commit();
    }
}
