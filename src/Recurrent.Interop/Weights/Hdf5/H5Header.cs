namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>Reads the messages of an object's header, of version 1 or 2. HDF Group, "HDF5 File Format Specification", IV.A.</summary>
internal static class H5Header
{
    private const int MostBlocks = 1000;
    private const int MessageCost = 64;
    private const string What = "object header";

    public static List<H5Message> Read(H5Bytes file, ulong address)
    {
        ReadOnlySpan<byte> start = file.At(address, 4, What);
        return start.SequenceEqual("OHDR"u8) ? ReadNew(file, address) : ReadOld(file, address);
    }

    private static List<H5Message> ReadOld(H5Bytes file, ulong address)
    {
        const int prefix = 16, messagePrefix = 8;
        ReadOnlySpan<byte> header = file.At(address, prefix, What);
        if (header[0] != 1)
        {
            throw file.Wrong(What, $"at byte {address} is of version {header[0]}; 1 and 2 are read.");
        }

        var messages = new List<H5Message>();
        var blocks = new Queue<ReadOnlyMemory<byte>>();
        blocks.Enqueue(file.MemoryAt(address + prefix, H5Bytes.UInt32(header, 8), What));
        for (int block = 0; blocks.TryDequeue(out ReadOnlyMemory<byte> left); block++)
        {
            CheckBlocks(file, block);
            while (left.Length >= messagePrefix)
            {
                int size = H5Bytes.UInt16(left.Span, 2);
                var type = (H5MessageType)H5Bytes.UInt16(left.Span, 0);
                if (size > left.Length - messagePrefix)
                {
                    throw file.Wrong(What, $"at byte {address} has a message longer than what is left; the file is damaged.");
                }

                Add(file, new H5Message(type, left.Slice(messagePrefix, size)), messages, blocks);
                left = left[(messagePrefix + size)..];
            }
        }

        return messages;
    }

    private static List<H5Message> ReadNew(H5Bytes file, ulong address)
    {
        const int prefix = 6, checksum = 4, signature = 4;
        ReadOnlySpan<byte> header = file.At(address, prefix, What);
        byte flags = header[5];
        int times = (flags & 0x20) != 0 ? 16 : 0, phases = (flags & 0x10) != 0 ? 4 : 0, sizeBytes = 1 << (flags & 3);
        ulong at = address + (ulong)(prefix + times + phases);
        ReadOnlySpan<byte> size = file.At(at, sizeBytes, What);
        ulong length = 0;
        for (int index = sizeBytes - 1; index >= 0; index--)
        {
            length = (length << 8) | size[index];
        }

        if (header[4] != 2 || length > int.MaxValue)
        {
            throw file.Wrong(What, $"at byte {address} is of version {header[4]} and {length} bytes; the file is damaged.");
        }

        int messagePrefix = (flags & 0x04) != 0 ? 6 : 4;
        var messages = new List<H5Message>();
        var blocks = new Queue<ReadOnlyMemory<byte>>();
        blocks.Enqueue(file.MemoryAt(at + (ulong)sizeBytes, (long)length, What));
        for (int block = 0; blocks.TryDequeue(out ReadOnlyMemory<byte> left); block++)
        {
            CheckBlocks(file, block);
            if (block > 0)
            {
                left = left.Length >= signature + checksum && left.Span[..signature].SequenceEqual("OCHK"u8)
                    ? left[signature..^checksum]
                    : throw file.Wrong(What, $"at byte {address} goes on in a block without its letters; the file is damaged.");
            }

            while (left.Length >= messagePrefix)
            {
                int messageSize = H5Bytes.UInt16(left.Span, 1);
                if (messageSize > left.Length - messagePrefix)
                {
                    break;
                }

                Add(file, new H5Message((H5MessageType)left.Span[0], left.Slice(messagePrefix, messageSize)), messages, blocks);
                left = left[(messagePrefix + messageSize)..];
            }
        }

        return messages;
    }

    private static void Add(H5Bytes file, H5Message message, List<H5Message> messages, Queue<ReadOnlyMemory<byte>> blocks)
    {
        file.Budget.Take(MessageCost, What);
        if (message.Type != H5MessageType.Continuation)
        {
            messages.Add(message);
            return;
        }

        if (message.Data.Length < 16)
        {
            throw file.Wrong(What, "goes on nowhere; the file is damaged.");
        }

        ulong length = H5Bytes.UInt64(message.Data.Span, 8);
        blocks.Enqueue(file.MemoryAt(H5Bytes.UInt64(message.Data.Span, 0), (long)Math.Min(length, long.MaxValue), What));
    }

    private static void CheckBlocks(H5Bytes file, int block)
    {
        if (block > MostBlocks)
        {
            throw file.Wrong(What, $"goes on for more than {MostBlocks} blocks; the file is damaged.");
        }
    }
}
