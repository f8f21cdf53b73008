using System.Collections.Immutable;

namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>A value that hangs on a group or dataset.</summary>
/// <param name="Type">Of its elements.</param>
/// <param name="Axes">Their number.</param>
/// <param name="Data">Their bytes.</param>
internal sealed record H5Attribute(H5Type Type, ImmutableArray<long> Axes, ReadOnlyMemory<byte> Data)
{
    private const int ReferenceSize = 16;

    /// <summary>Reads a message; its name comes back as well.</summary>
    public static (string Name, H5Attribute Value)? Parse(H5Bytes file, ReadOnlyMemory<byte> message)
    {
        const string what = "attribute";
        ReadOnlySpan<byte> bytes = message.Span;
        if (bytes.Length < 9 || bytes[0] is < 1 or > 3)
        {
            throw file.Wrong(what, "is cut off or of an unknown version; the file is damaged.");
        }

        // Bits of the second byte say that type or axes stand elsewhere in the file; Keras does not do so.
        if (bytes[0] > 1 && (bytes[1] & 3) != 0)
        {
            return null;
        }

        int alignment = bytes[0] == 1 ? 8 : 1, start = bytes[0] == 3 ? 9 : 8;
        int nameSize = H5Bytes.UInt16(bytes, 2), typeSize = H5Bytes.UInt16(bytes, 4), spaceSize = H5Bytes.UInt16(bytes, 6);
        int type = start + Aligned(nameSize, alignment), space = type + Aligned(typeSize, alignment), data = space + Aligned(spaceSize, alignment);
        if (data > bytes.Length)
        {
            throw file.Wrong(what, "is longer than its message; the file is damaged.");
        }

        string name = file.Text(bytes.Slice(start, nameSize), what);
        return (name, new H5Attribute(H5Type.Parse(file, bytes.Slice(type, typeSize), name), H5Space.Parse(file, bytes.Slice(space, spaceSize), name), message[data..]));
    }

    /// <summary>The bytes of its texts, one for every element.</summary>
    public List<ReadOnlyMemory<byte>> Texts(H5Bytes file, string name)
    {
        int size = Type.IsFixedText ? Type.Size : Type.IsVariableText ? ReferenceSize : throw file.Wrong(name, "is no text.");
        long count = Axes.Aggregate(1L, (product, axis) => product * axis);
        if (count * size > Data.Length)
        {
            throw file.Wrong(name, $"has {count} elements of {size} bytes in {Data.Length}; the file is damaged.");
        }

        file.Budget.Take(32 * count, name);
        var texts = new List<ReadOnlyMemory<byte>>((int)count);
        for (int index = 0; index < count; index++)
        {
            ReadOnlyMemory<byte> element = Data.Slice(index * size, size);
            texts.Add(Type.IsFixedText ? Trimmed(element) : H5GlobalHeap.Read(file, element.Span, name));
        }

        return texts;
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> text)
    {
        int end = text.Span.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private static int Aligned(int size, int alignment) => (size + alignment - 1) / alignment * alignment;
}
