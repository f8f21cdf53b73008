using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Recurrent.Interop.Weights.Pickles;

/// <summary>Reads pickled data as data: a stack of plain values, no imports, no calls. What it cannot take as such it refuses by name.</summary>
/// <param name="data">The whole stream of instructions.</param>
/// <param name="host">Says what names stand for.</param>
/// <param name="budget">Memory that may be taken.</param>
internal sealed class PickleReader(byte[] data, IPickleHost host, ReadBudget budget)
{
    private const string Field = "data.pkl";
    private const int LongestLine = 512;
    private const int ObjectCost = 32, ItemCost = 16, PairCost = 40;
    private static readonly object?[] NoItems = [];
    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _position;

    /// <summary>The value that the data describe.</summary>
    /// <exception cref="Tensors.Storage.StorageFormatException">The data are damaged or hold what is no plain value.</exception>
    public object? Read()
    {
        while (true)
        {
            var opcode = (PickleOpcode)Next();
            if (opcode == PickleOpcode.Stop)
            {
                return Pop();
            }

            if (!Constant(opcode) && !Container(opcode) && !Reference(opcode))
            {
                throw budget.Wrong(Field, $"has the instruction 0x{(byte)opcode:x2} at byte {_position - 1}, which torch.save does not write for tensors and plain values; the file is damaged or holds other objects. Save the state_dict alone.");
            }
        }
    }

    private bool Constant(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.NewTrue: PushValue(true); break;
            case PickleOpcode.NewFalse: PushValue(false); break;
            case PickleOpcode.BinInt: PushValue((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case PickleOpcode.BinInt1: PushValue((long)Next()); break;
            case PickleOpcode.BinInt2: PushValue((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case PickleOpcode.Long1: PushWhole(Take(Next())); break;
            case PickleOpcode.Long4: PushWhole(Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break;
            case PickleOpcode.BinFloat: PushValue(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case PickleOpcode.BinUnicode: PushText(Take(Length32())); break;
            case PickleOpcode.ShortBinUnicode: PushText(Take(Next())); break;
            case PickleOpcode.BinUnicode8: PushText(Take(BinaryPrimitives.ReadInt64LittleEndian(Take(8)))); break;
            case PickleOpcode.BinString or PickleOpcode.BinBytes: PushText(Take(Length32())); break;
            case PickleOpcode.ShortBinString or PickleOpcode.ShortBinBytes: PushText(Take(Next())); break;
            default: return false;
        }

        return true;
    }

    private bool Container(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.EmptyTuple: Push(NoItems); break;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet: PushObject(new PickleList()); break;
            case PickleOpcode.EmptyDictionary: PushObject(new PickleDictionary()); break;
            case PickleOpcode.Mark: Push(PickleMark.Instance); break;
            case PickleOpcode.Tuple: PushObject(PopToMark()); break;
            case PickleOpcode.Tuple1: PushObject(PopItems(1)); break;
            case PickleOpcode.Tuple2: PushObject(PopItems(2)); break;
            case PickleOpcode.Tuple3: PushObject(PopItems(3)); break;
            case PickleOpcode.Append: AddTo(PopItems(1)); break;
            case PickleOpcode.Appends or PickleOpcode.AddItems: AddTo(PopToMark()); break;
            case PickleOpcode.SetItem: SetIn(PopItems(2)); break;
            case PickleOpcode.SetItems: SetIn(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    private bool Reference(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Protocol: CheckProtocol(Next()); break;
            case PickleOpcode.Frame: Take(8); break;
            case PickleOpcode.Pop: Pop(); break;
            case PickleOpcode.PopMark: PopToMark(); break;
            case PickleOpcode.Duplicate: Push(Peek()); break;
            case PickleOpcode.Memoize: Remember((uint)_memo.Count); break;
            case PickleOpcode.BinPut: Remember(Next()); break;
            case PickleOpcode.LongBinPut: Remember(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case PickleOpcode.BinGet: Recall(Next()); break;
            case PickleOpcode.LongBinGet: Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case PickleOpcode.Global: PushGlobal(Line(), Line()); break;
            case PickleOpcode.StackGlobal: PushGlobal(PopItems(2)); break;
            case PickleOpcode.Reduce or PickleOpcode.NewObject: Reduce(PopItems(2)); break;
            case PickleOpcode.Build: Build(PopItems(2)); break;
            case PickleOpcode.BinPersistentId: PushObject(host.Persistent(Pop())); break;
            default: return false;
        }

        return true;
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol is < 2 or > 5)
        {
            throw budget.Wrong(Field, $"is of pickle protocol {protocol}; 2 to 5 are read.");
        }
    }

    private void PushGlobal(object?[] names)
    {
        if (names is not [string module, string name])
        {
            throw budget.Wrong(Field, "refers to a name that is no text.");
        }

        PushGlobal(module, name);
    }

    private void PushGlobal(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        host.Check(global);
        PushObject(global);
    }

    private void Reduce(object?[] call)
    {
        if (call is not [PickleGlobal global, object?[] arguments])
        {
            throw budget.Wrong(Field, "calls what is no name, or with what are no arguments.");
        }

        PushObject(host.Reduce(global, arguments));
    }

    private void Build(object?[] parts) => Push(host.Build(parts[0], parts[1]));

    private void AddTo(object?[] items)
    {
        if (Peek() is not PickleList list)
        {
            throw budget.Wrong(Field, "adds an item to what is no list.");
        }

        budget.Take((long)items.Length * ItemCost, Field);
        foreach (object? item in items)
        {
            list.Add(item);
        }
    }

    private void SetIn(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
        {
            throw budget.Wrong(Field, "sets an item of what is no dictionary, or a key without its value.");
        }

        budget.Take((long)items.Length * PairCost / 2, Field);
        for (int index = 0; index < items.Length; index += 2)
        {
            dictionary.Add(items[index], items[index + 1]);
        }
    }

    private void Remember(uint place)
    {
        budget.Take(PairCost, Field);
        _memo[place] = Peek();
    }

    private void Recall(uint place) => Push(_memo.TryGetValue(place, out object? value) ? value : throw budget.Wrong(Field, $"refers to value {place}, which it has not stored."));

    private void PushWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= sizeof(long))
        {
            PushValue((long)new BigInteger(bytes));
            return;
        }

        // Digits grow with the square of the bytes; no number beside tensors is that large.
        PushText(bytes.Length <= LongestLine ? Encoding.ASCII.GetBytes(new BigInteger(bytes).ToString(System.Globalization.CultureInfo.InvariantCulture)) : "a very large number"u8);
    }

    private void PushText(ReadOnlySpan<byte> bytes)
    {
        budget.Take(ObjectCost + (2L * bytes.Length), Field);
        Push(Encoding.UTF8.GetString(bytes));
    }

    private void PushValue<T>(T value)
        where T : struct => PushObject(value);

    private void PushObject(object? value)
    {
        budget.Take(ObjectCost, Field);
        Push(value);
    }

    private void Push(object? value)
    {
        if (_stack.Count == _stack.Capacity)
        {
            budget.Take(2L * sizeof(long) * Math.Max(4, _stack.Capacity), Field);
        }

        _stack.Add(value);
    }

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Empty();

    private object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopItems(int count)
    {
        if (_stack.Count < count)
        {
            throw Empty();
        }

        budget.Take(ObjectCost + ((long)count * sizeof(long)), Field);
        object?[] items = [.. _stack.Skip(_stack.Count - count)];
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(PickleMark.Instance);
        if (mark < 0)
        {
            throw Empty();
        }

        object?[] items = PopItems(_stack.Count - mark - 1);
        Pop();
        return items;
    }

    private Tensors.Storage.StorageFormatException Empty() => budget.Wrong(Field, $"takes a value at byte {_position} where none is left; the file is damaged.");

    private string Line()
    {
        ReadOnlySpan<byte> left = data.AsSpan(_position);
        int end = left[..Math.Min(left.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw budget.Wrong(Field, "has a name without an end; the file is damaged.");
        }

        budget.Take(ObjectCost + (2L * end), Field);
        _position += end + 1;
        return Encoding.UTF8.GetString(left[..end]);
    }

    private byte Next() => Take(1)[0];

    private long Length32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > data.Length - _position)
        {
            throw budget.Wrong(Field, $"ends at byte {data.Length}, in the middle of a value; the file is cut off or damaged.");
        }

        ReadOnlySpan<byte> bytes = data.AsSpan(_position, (int)count);
        _position += (int)count;
        return bytes;
    }
}
