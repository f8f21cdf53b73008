using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Values joined and cut along an axis.</summary>
internal static class JoinOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Concat", static call => Concat(call, [.. Enumerable.Range(0, call.InputCount).Select(index => call[index])], call.Int("axis", 0)));
        table.AddMany("Split", Split);
    }

    /// <summary>Values one after the other along an axis.</summary>
    public static OnnxData Concat(OperatorCall call, OnnxData[] parts, long axis)
    {
        if (parts.Length == 0)
        {
            throw new OperatorException("there is nothing to join");
        }

        OnnxData first = parts[0];
        int along = Shapes.Axis(axis, first.Rank);
        foreach (OnnxData part in parts)
        {
            bool fits = part.ElementType == first.ElementType && part.Rank == first.Rank
                && part.Axes[..along].SequenceEqual(first.Axes[..along]) && part.Axes[(along + 1)..].SequenceEqual(first.Axes[(along + 1)..]);
            if (!fits)
            {
                throw new OperatorException($"{first} and {part} do not fit together along axis {along}");
            }
        }

        int[] shape = first.Axes.ToArray();
        long length = parts.Sum(part => (long)part.Axes[along]);
        shape[along] = Shapes.Of([length])[0];
        call.Bounded(shape);
        return first.Strings is null ? Join(parts, shape, along) : JoinTexts(parts, shape, along);
    }

    /// <summary>Values of one shape as the entries of a new axis.</summary>
    public static OnnxData Stack(OperatorCall call, IReadOnlyList<OnnxData> parts, long axis)
    {
        int along = Shapes.Axis(axis, parts[0].Rank + 1);
        return Concat(call, [.. parts.Select(part => part.Reshaped([.. part.Axes[..Math.Min(along, part.Rank)], 1, .. part.Axes[Math.Min(along, part.Rank)..]]))], along);
    }

    private static OnnxData Join(OnnxData[] parts, int[] shape, int axis)
    {
        OnnxData result = Numbers.Allocate(parts[0].ElementType, shape);
        Span<byte> destination = result.Writable<byte>();
        int outer = Shapes.Product(shape, 0, axis);
        int row = outer == 0 ? 0 : destination.Length / outer;
        int offset = 0;
        foreach (OnnxData part in parts)
        {
            ReadOnlySpan<byte> source = part.Bytes.Span;
            int block = outer == 0 ? 0 : source.Length / outer;
            for (int index = 0; index < outer; index++)
            {
                source.Slice(index * block, block).CopyTo(destination.Slice((index * row) + offset, block));
            }

            offset += block;
        }

        return result;
    }

    private static OnnxData JoinTexts(OnnxData[] parts, int[] shape, int axis)
    {
        int outer = Shapes.Product(shape, 0, axis);
        var texts = new List<string>();
        for (int index = 0; index < outer; index++)
        {
            foreach (OnnxData part in parts)
            {
                int block = part.Strings!.Length / outer;
                texts.AddRange(part.Strings.AsSpan(index * block, block));
            }
        }

        return new OnnxData(shape, [.. texts]);
    }

    /// <summary>Parts by the attribute or input <c>split</c>, or as even as can be.</summary>
    private static OnnxData?[] Split(OperatorCall call)
    {
        OnnxData data = call[0];
        int axis = Shapes.Axis(call.Int("axis", 0), data.Rank);
        int length = data.Axes[axis];
        long[] lengths = call.IntsOf(1, "split") ?? Even(length, call.Int("num_outputs", call.OutputCount));
        if (lengths.Any(part => part < 0) || lengths.Sum() != length || lengths.Length < call.OutputCount)
        {
            throw new OperatorException($"parts of {string.Join(", ", lengths)} do not make up axis {axis} of {data}, or are fewer than the outputs");
        }

        var parts = new OnnxData?[lengths.Length];
        int start = 0;
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = IndexingOperators.Part(data, axis, start, (int)lengths[index]);
            start += (int)lengths[index];
        }

        return parts;
    }

    private static long[] Even(int length, long count)
    {
        if (count < 1 || count > Math.Max(1, length))
        {
            throw new OperatorException($"{length} elements cannot be cut into {count} parts");
        }

        long each = (length + count - 1) / count;
        return [.. Enumerable.Range(0, (int)count).Select(part => Math.Clamp(length - (part * each), 0, each))];
    }
}
