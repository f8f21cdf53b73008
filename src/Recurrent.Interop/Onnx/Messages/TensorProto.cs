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
    private const int ExternalDataField = 13;
    private const int DataLocationField = 14;
    private const int InAnotherFile = 1;

    /// <summary>Bytes of a reference to text in the file.</summary>
    private const int TextReference = 16;

    /// <summary>Bytes of the object, of its lists of sizes and elements, and of its places among the constants of a compiled graph.</summary>
    private const int Cost = 576;
    private PackedIntegers? _int32s, _int64s, _uInt64s;
    private List<long>? _dimensions;
    private List<float>? _singles;
    private List<double>? _doubles;
    private List<ReadOnlyMemory<byte>>? _strings;
    private List<StringStringEntryProto>? _externalData;

    public string Name { get; set; } = string.Empty;

    public List<long> Dimensions => _dimensions ??= [];

    public TensorDataType DataType { get; set; }

    /// <summary>Elements one after the other, little-endian; null when they stand in one of the lists or in another file.</summary>
    public ReadOnlyMemory<byte>? RawData { get; set; }

    public List<float> Singles => _singles ??= [];

    /// <summary>Elements of all types of up to 32 bits but float32: whole numbers, booleans, the bits of float16 and bfloat16.</summary>
    public List<long> Int32s => (_int32s ??= new PackedIntegers()).Values;

    public List<long> Int64s => (_int64s ??= new PackedIntegers()).Values;

    public List<double> Doubles => _doubles ??= [];

    /// <summary>Elements of uint32 and uint64.</summary>
    public List<long> UInt64s => (_uInt64s ??= new PackedIntegers()).Values;

    /// <summary>The number of <see cref="Int32s"/>, without decoding them.</summary>
    public int Int32Count => _int32s?.Count ?? 0;

    /// <summary>The number of <see cref="Int64s"/>, without decoding them.</summary>
    public int Int64Count => _int64s?.Count ?? 0;

    /// <summary>The number of <see cref="UInt64s"/>, without decoding them.</summary>
    public int UInt64Count => _uInt64s?.Count ?? 0;

    public List<ReadOnlyMemory<byte>> Strings => _strings ??= [];

    /// <summary>Whether the elements stand in another file: <see cref="ExternalData"/> says where.</summary>
    public bool IsExternal { get; set; }

    /// <summary><c>location</c>, <c>offset</c> and <c>length</c>.</summary>
    public List<StringStringEntryProto> ExternalData => _externalData ??= [];

    public static TensorProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        var tensor = new TensorProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case DimensionsField: reader.AddInt64s(ref tensor._dimensions); break;
                case DataTypeField: tensor.DataType = (TensorDataType)reader.Int32(); break;
                case SegmentField: throw reader.Wrong("is cut into segments, which nobody writes");
                case NameField: tensor.Name = reader.Name(); break;
                case RawDataField: tensor.RawData = reader.Bytes(); break;
                case ExternalDataField: reader.Add(ref tensor._externalData, StringStringEntryProto.Read(reader.Message("external_data"))); break;
                case DataLocationField: tensor.IsExternal = reader.Int64() == InAnotherFile; break;
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
            case SinglesField: reader.AddSingles(ref _singles); break;
            case Int32sField: PackedIntegers.Add(ref _int32s, reader); break;
            case StringsField: reader.Add(ref _strings, reader.Bytes(), TextReference); break;
            case Int64sField: PackedIntegers.Add(ref _int64s, reader); break;
            case DoublesField: reader.AddDoubles(ref _doubles); break;
            case UInt64sField: PackedIntegers.Add(ref _uInt64s, reader); break;
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
