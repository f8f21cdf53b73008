using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Lists of values; the specification calls them sequences.</summary>
internal static class ListOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("SequenceEmpty", static _ => new OnnxData([]), since: 11);
        table.Add("SequenceConstruct", static call => new OnnxData([.. Enumerable.Range(0, call.InputCount).Select(index => call[index])]), since: 11);
        table.Add("SequenceLength", static call => OnnxData.Create<long>([Items(call[0]).Count]), since: 11);
        table.Add("SequenceAt", static call => Items(call[0])[IndexingOperators.Place(Numbers.Integers(call[1])[0], Items(call[0]).Count)], since: 11);
        table.Add("SequenceInsert", Insert, since: 11);
        table.Add("SequenceErase", Erase, since: 11);
        table.Add("ConcatFromSequence", Concat, since: 11);
        table.Add("SplitToSequence", Split, since: 11);
    }

    private static IReadOnlyList<OnnxData> Items(OnnxData value) => value.Items ?? throw new OperatorException($"{value} is no list");

    private static OnnxData Insert(OperatorCall call)
    {
        List<OnnxData> items = [.. Items(call[0])];
        // The place behind the last is legal here, and -1 is the place of the last.
        int place = call.Optional(2) is { } given ? (int)Math.Clamp(Numbers.Integers(given)[0] is var at && at < 0 ? at + items.Count : at, 0, items.Count) : items.Count;
        items.Insert(place, call[1]);
        return new OnnxData(items);
    }

    private static OnnxData Erase(OperatorCall call)
    {
        List<OnnxData> items = [.. Items(call[0])];
        items.RemoveAt(IndexingOperators.Place(call.Optional(1) is { } given ? Numbers.Integers(given)[0] : -1, items.Count));
        return new OnnxData(items);
    }

    private static OnnxData Concat(OperatorCall call)
    {
        OnnxData[] items = [.. Items(call[0])];
        return items.Length > 0 && call.Flag("new_axis") ? JoinOperators.Stack(call, items, call.Int("axis", 0)) : JoinOperators.Concat(call, items, call.Int("axis", 0));
    }

    private static OnnxData Split(OperatorCall call)
    {
        OnnxData data = call[0];
        int axis = Shapes.Axis(call.Int("axis", 0), data.Rank);
        int length = data.Axes[axis];
        bool isDropped = call.Optional(1) is null && !call.Flag("keepdims", true);
        var items = new List<OnnxData>();
        int start = 0;
        foreach (int part in Parts(call.Optional(1), length))
        {
            OnnxData item = start + part <= length ? IndexingOperators.Part(data, axis, start, part) : throw new OperatorException("the parts are longer than the axis");
            items.Add(isDropped ? item.Reshaped([.. data.Axes[..axis], .. data.Axes[(axis + 1)..]]) : item);
            start += part;
        }

        return new OnnxData(items);
    }

    private static int[] Parts(OnnxData? split, int length)
    {
        if (split is null)
        {
            return [.. Enumerable.Repeat(1, length)];
        }

        int[] given = Shapes.Of(Numbers.Integers(split));
        return split.Rank > 0 ? given
            : given[0] > 0 ? [.. Enumerable.Range(0, (length + given[0] - 1) / given[0]).Select(part => Math.Min(given[0], length - (part * given[0])))]
            : throw new OperatorException("the parts are empty");
    }
}
