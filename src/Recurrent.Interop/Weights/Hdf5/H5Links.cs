namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>Lists what a group holds: groups of the old form (a tree of names) and small ones of the new form. HDF Group, "HDF5 File Format Specification", III and IV.A.</summary>
internal static class H5Links
{
    private const int LinkCost = 96;
    private const int EntrySize = 40;
    private const int DeepestTree = 16;

    public static OrderedDictionary<string, ulong> Read(H5Bytes file, List<H5Message> messages, string what)
    {
        var links = new OrderedDictionary<string, ulong>();
        foreach (H5Message message in messages)
        {
            switch (message.Type)
            {
                case H5MessageType.SymbolTable when message.Data.Length >= 16:
                    ReadTable(file, message.Data.Span, links, what);
                    break;
                case H5MessageType.Link:
                    ReadLink(file, message.Data.Span, links, what);
                    break;
                case H5MessageType.LinkInfo:
                    RefuseDense(file, message.Data.Span, what);
                    break;
            }
        }

        return links;
    }

    private static void RefuseDense(H5Bytes file, ReadOnlySpan<byte> message, string what)
    {
        int at = message.Length >= 2 && (message[1] & 1) != 0 ? 10 : 2;
        if (message.Length >= at + 8 && H5Bytes.UInt64(message, at) != H5Bytes.Undefined)
        {
            throw file.Wrong(what, "is a group in the form of new HDF5 files with more than 8 members, which is not read; save the file with the default libver.");
        }
    }

    private static void ReadLink(H5Bytes file, ReadOnlySpan<byte> message, OrderedDictionary<string, ulong> links, string what)
    {
        if (message.Length < 2 || message[0] != 1)
        {
            throw file.Wrong(what, "has a link of an unknown version; the file is damaged.");
        }

        byte flags = message[1];
        int at = 2, type = 0;
        if ((flags & 8) != 0)
        {
            type = message.Length > at ? message[at] : -1;
            at++;
        }

        at += ((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0);
        int lengthBytes = 1 << (flags & 3);
        if (message.Length < at + lengthBytes)
        {
            throw file.Wrong(what, "has a link that is cut off; the file is damaged.");
        }

        ulong length = 0;
        for (int index = lengthBytes - 1; index >= 0; index--)
        {
            length = (length << 8) | message[at + index];
        }

        at += lengthBytes;
        if (length > (ulong)(message.Length - at))
        {
            throw file.Wrong(what, "has a link with a name longer than itself; the file is damaged.");
        }

        // Links by name lead to what is found under its own name as well.
        int address = at + (int)length;
        if (type == 0 && message.Length >= address + 8)
        {
            Add(file, links, file.Text(message.Slice(at, (int)length), what), H5Bytes.UInt64(message, address), what);
        }
    }

    private static void ReadTable(H5Bytes file, ReadOnlySpan<byte> message, OrderedDictionary<string, ulong> links, string what)
    {
        ulong heap = H5Bytes.UInt64(message, 8);
        file.Expect(heap, "HEAP"u8, what);
        ReadOnlySpan<byte> header = file.At(heap, 32, what);
        ReadOnlySpan<byte> names = file.At(H5Bytes.UInt64(header, 24), (long)Math.Min(H5Bytes.UInt64(header, 8), long.MaxValue), what);
        ReadTree(file, H5Bytes.UInt64(message, 0), names, links, what, level: -1);
    }

    private static void ReadTree(H5Bytes file, ulong address, ReadOnlySpan<byte> names, OrderedDictionary<string, ulong> links, string what, int level)
    {
        const int prefix = 24, step = 16;
        file.Expect(address, "TREE"u8, what);
        ReadOnlySpan<byte> node = file.At(address, prefix, what);
        int own = node[5], count = H5Bytes.UInt16(node, 6);
        if (node[4] != 0 || own > DeepestTree || (level >= 0 && own != level - 1))
        {
            throw file.Wrong(what, "has a tree of names whose levels do not fit; the file is damaged.");
        }

        ReadOnlySpan<byte> children = file.At(address + prefix, (count * step) + 8, what);
        for (int index = 0; index < count; index++)
        {
            file.Budget.Take(LinkCost, what);
            ulong child = H5Bytes.UInt64(children, (index * step) + 8);
            if (own > 0)
            {
                ReadTree(file, child, names, links, what, own);
            }
            else
            {
                ReadNode(file, child, names, links, what);
            }
        }
    }

    private static void ReadNode(H5Bytes file, ulong address, ReadOnlySpan<byte> names, OrderedDictionary<string, ulong> links, string what)
    {
        file.Expect(address, "SNOD"u8, what);
        int count = H5Bytes.UInt16(file.At(address, 8, what), 6);
        ReadOnlySpan<byte> entries = file.At(address + 8, count * EntrySize, what);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(index * EntrySize, EntrySize);
            ulong name = H5Bytes.UInt64(entry, 0);
            if (name >= (ulong)names.Length)
            {
                throw file.Wrong(what, "has a name outside its names; the file is damaged.");
            }

            if (H5Bytes.UInt64(entry, 8) is not H5Bytes.Undefined and ulong target)
            {
                Add(file, links, file.Text(names[(int)name..], what), target, what);
            }
        }
    }

    private static void Add(H5Bytes file, OrderedDictionary<string, ulong> links, string name, ulong address, string what)
    {
        file.Budget.Take(LinkCost, what);
        if (!links.TryAdd(name, address))
        {
            throw file.Wrong(what, $"has '{name}' twice; the file is damaged.");
        }
    }
}
