using System.Diagnostics.CodeAnalysis;
using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>Whole numbers of a message, decoded when they are first asked for: eight bytes may stand in the file as one.</summary>
internal sealed class PackedIntegers
{
    /// <summary>Bytes of the object and of its first list.</summary>
    private const int Cost = 64;

    /// <summary>Bytes of a number in a list that grows by doubling, at most.</summary>
    private const int DecodedCost = 32;
    private List<long>? _values;
    private List<ProtoReader>? _packed;

    /// <summary>How many there are.</summary>
    public int Count => (_values?.Count ?? 0) + (_packed?.Sum(part => part.CountVarints()) ?? 0);

    /// <summary>The numbers, in the order of the file.</summary>
    public List<long> Values
    {
        get
        {
            // Two runs of a model may be the first to ask.
            lock (this)
            {
                _values ??= [];
                _packed?.ForEach(part => part.ReadVarints(_values));
                _packed = null;
                return _values;
            }
        }
    }

    /// <summary>Takes up the field a reader stands at: one number or a packed list.</summary>
    /// <param name="numbers">Where it goes; made when there are none yet.</param>
    /// <param name="reader">The reader.</param>
    public static void Add([NotNull] ref PackedIntegers? numbers, ProtoReader reader)
    {
        if (numbers is null)
        {
            reader.Take(Cost);
            numbers = new PackedIntegers();
        }

        if (reader.IsDelimited)
        {
            reader.Add(ref numbers._packed, reader.Message("list of whole numbers"));
            return;
        }

        if (numbers._packed is { } before)
        {
            // A number behind a packed list: nobody writes that, but the order has to stay.
            reader.Take(DecodedCost * before.Sum(part => (long)part.CountVarints()));
            _ = numbers.Values;
        }

        reader.AddInt64s(ref numbers._values);
    }
}
