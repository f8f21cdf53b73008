using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>Whole numbers of a message, decoded when they are first asked for: eight bytes may stand in the file as one.</summary>
internal sealed class PackedIntegers
{
    private readonly List<long> _values = [];
    private readonly List<ProtoReader> _packed = [];

    /// <summary>How many there are.</summary>
    public int Count => _values.Count + _packed.Sum(part => part.CountVarints());

    /// <summary>The numbers, in the order of the file.</summary>
    public List<long> Values
    {
        get
        {
            foreach (ProtoReader part in _packed)
            {
                part.ReadVarints(_values);
            }

            _packed.Clear();
            return _values;
        }
    }

    /// <summary>Takes up the field a reader stands at: one number or a packed list.</summary>
    public void Add(ProtoReader reader)
    {
        if (reader.IsDelimited)
        {
            _packed.Add(reader.Message("list of whole numbers"));
        }
        else
        {
            Values.Add(reader.Int64());
        }
    }
}
