using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>A constant: its shape, and its elements as bytes, as a list of numbers, or in a file of their own.</summary>
internal sealed class TensorProto
{
    private const int DimensionsField = 1;
    private const int DataTypeField = 2;
    private const int SegmentField = 3;
    private const int SinglesField = 4;
    private const int Int32sField = 5;
    private const int StringsField = 6;
    private const int Int64sField = 7;
    private const int NameField = 8;
    private const int RawDataField = 9;
    private const int DoublesField = 10;
    private const int UInt64sField = 11;
    private const int DocStringField = 12;
    private const int ExternalDataField = 13;
    private const int DataLocationField = 14;
    private const int InAnotherFile = 1;
    private readonly PackedIntegers _int32s = new(), _int64s = new(), _uInt64s = new();

    public string Name { get; set; } = string.Empty;

    public List<long> Dimensions { get; } = [];

    public TensorDataType DataType { get; set; }

    /// <summary>Elements one after the other, little-endian; null when they stand in one of the lists or in another file.</summary>
    public ReadOnlyMemory<byte>? RawData { get; set; }

    public List<float> Singles { get; } = [];

    /// <summary>Elements of all types of up to 32 bits but float32: whole numbers, booleans, the bits of float16 and bfloat16.</summary>
    public List<long> Int32s => _int32s.Values;

    public List<long> Int64s => _int64s.Values;

    public List<double> Doubles { get; } = [];

    /// <summary>Elements of uint32 and uint64.</summary>
    public List<long> UInt64s => _uInt64s.Values;

    /// <summary>The number of <see cref="Int32s"/>, without decoding them.</summary>
    public int Int32Count => _int32s.Count;

    /// <summary>The number of <see cref="Int64s"/>, without decoding them.</summary>
    public int Int64Count => _int64s.Count;

    /// <summary>The number of <see cref="UInt64s"/>, without decoding them.</summary>
    public int UInt64Count => _uInt64s.Count;

    public List<ReadOnlyMemory<byte>> Strings { get; } = [];

    /// <summary>Whether the elements stand in another file: <see cref="ExternalData"/> says where.</summary>
    public bool IsExternal { get; set; }

    /// <summary><c>location</c>, <c>offset</c> and <c>length</c>.</summary>
    public List<StringStringEntryProto> ExternalData { get; } = [];

    public static TensorProto Read(ProtoReader reader)
    {
        var tensor = new TensorProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case DimensionsField: reader.AddInt64s(tensor.Dimensions); break;
                case DataTypeField: tensor.DataType = (TensorDataType)reader.Int32(); break;
                case SegmentField: throw reader.Wrong("is cut into segments, which nobody writes");
                case NameField: tensor.Name = reader.Text(); break;
                case RawDataField: tensor.RawData = reader.Bytes(); break;
                case ExternalDataField: tensor.ExternalData.Add(StringStringEntryProto.Read(reader.Message("external_data"))); break;
                case DataLocationField: tensor.IsExternal = reader.Int64() == InAnotherFile; break;
                case DocStringField: reader.Skip(); break;
                default: tensor.ReadElements(reader); break;
            }
        }

        return tensor;
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.PackedInt64s(DimensionsField, Dimensions);
        writer.Int64(DataTypeField, (long)DataType);
        writer.Singles(SinglesField, Singles);
        writer.PackedInt64s(Int32sField, Int32s);
        Strings.ForEach(text => writer.Bytes(StringsField, text));
        writer.PackedInt64s(Int64sField, Int64s);
        writer.Text(NameField, Name);
        if (RawData is { } raw)
        {
            writer.Bytes(RawDataField, raw);
        }

        writer.PackedInt64s(UInt64sField, UInt64s);
        WriteLocation(writer);
        return writer;
    }

    private void ReadElements(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case SinglesField: reader.AddSingles(Singles); break;
            case Int32sField: _int32s.Add(reader); break;
            case StringsField: Strings.Add(reader.Bytes()); break;
            case Int64sField: _int64s.Add(reader); break;
            case DoublesField: reader.AddDoubles(Doubles); break;
            case UInt64sField: _uInt64s.Add(reader); break;
            default: reader.Skip(); break;
        }
    }

    private void WriteLocation(ProtoWriter writer)
    {
        if (IsExternal)
        {
            ExternalData.ForEach(entry => writer.Message(ExternalDataField, entry.Write()));
            writer.Int64(DataLocationField, InAnotherFile);
        }
    }
}
