using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Recurrent.Interop.Weights.Pickles;

/// <summary>Writes pickled data of protocol 2: the few instructions that plain tensors need.</summary>
internal sealed class PickleWriter
{
    private const byte ProtocolTwo = 2;
    private readonly ArrayBufferWriter<byte> _data = new();

    public PickleWriter()
    {
        Write(PickleOpcode.Protocol);
        _data.Write([ProtocolTwo]);
    }

    public void Write(PickleOpcode opcode) => _data.Write([(byte)opcode]);

    public void WriteGlobal(string module, string name)
    {
        Write(PickleOpcode.Global);
        _data.Write(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));
    }

    public void WriteText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        Write(PickleOpcode.BinUnicode);
        _data.Write(length);
        _data.Write(bytes);
    }

    public void WriteWhole(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Write(PickleOpcode.BinInt);
        _data.Write(bytes);
    }

    /// <summary>A tuple of whole numbers.</summary>
    public void WriteTuple(ReadOnlySpan<int> values)
    {
        Write(PickleOpcode.Mark);
        foreach (int value in values)
        {
            WriteWhole(value);
        }

        Write(PickleOpcode.Tuple);
    }

    public byte[] Finish()
    {
        Write(PickleOpcode.Stop);
        return _data.WrittenSpan.ToArray();
    }
}
