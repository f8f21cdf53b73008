using Recurrent.Interop.Weights.Pickles;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>What the names in a checkpoint of <c>torch.save</c> stand for.</summary>
internal sealed class TorchHost(ReadBudget budget) : IPickleHost
{
    private const string Field = "data.pkl";
    private const int TensorCost = 200;

    public void Check(PickleGlobal global)
    {
        string name = global.ToString();
        if (!TorchNames.IsAllowed(name))
        {
            string fix = global.Module.StartsWith("numpy", StringComparison.Ordinal)
                ? "convert numbers of NumPy with float(…) or torch.from_numpy before torch.save"
                : "save model.state_dict() instead of the model, and nothing but tensors, numbers, text, lists and dictionaries beside it";
            throw budget.Wrong(Field, $"refers to '{name}', which is no plain tensor or value. It is refused because reading it would mean running code; {fix}.");
        }
    }

    public object? Reduce(PickleGlobal global, object?[] arguments)
    {
        string name = global.ToString();
        if (TorchNames.IsScript(name))
        {
            return new TorchObject();
        }

        return name switch
        {
            "torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2" => Tensor(arguments, type: null),
            "torch._utils._rebuild_tensor_v3" => Tensor(arguments, arguments.ElementAtOrDefault(6)),
            "torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state" => First(arguments, name) as TorchTensor ?? throw Odd(name),
            "torch._tensor._rebuild_from_type_v2" => FromType(arguments, name),
            "collections.OrderedDict" or "collections.Counter" => Dictionary(arguments),
            "torch.Size" or "builtins.set" or "__builtin__.set" or "torch.jit._pickle.build_intlist" or "torch.jit._pickle.build_doublelist"
                or "torch.jit._pickle.build_boollist" or "torch.jit._pickle.build_tensorlist" => arguments.Length == 0 ? new PickleList() : arguments[0],
            "torch.device" => string.Join(':', arguments),
            "torch.jit._pickle.restore_type_tag" or "_codecs.encode" => First(arguments, name),
            _ => throw Odd(name),
        };
    }

    public object? Build(object? value, object? state)
    {
        switch (value)
        {
            case TorchObject module when state is PickleDictionary attributes:
                module.Attributes = attributes;
                return module;

            // Attributes that Python hangs on them, such as _metadata of a state_dict: no tensors.
            case PickleDictionary or TorchTensor:
                return value;
            default:
                throw budget.Wrong(Field, "sets the state of what has none; the file is damaged or holds other objects than tensors and plain values.");
        }
    }

    public object Persistent(object? id)
    {
        if (id is not object?[] { Length: >= 5 } parts || parts[0] is not "storage" || parts[2] is not string key || parts[4] is not long count)
        {
            throw budget.Wrong(Field, "refers to something outside that is no storage of a tensor.");
        }

        return TorchNames.IsStorage(parts[1], out ElementFormat? format) && count >= 0
            ? new TorchStorage(key, format, count)
            : throw budget.Wrong(Field, $"has a storage of {parts[1]}, whose numbers float32 cannot take over; convert the tensor with .float() before torch.save.");
    }

    private TorchTensor Tensor(object?[] arguments, object? type)
    {
        budget.Take(TensorCost, Field);
        if (arguments is not [TorchStorage storage, long offset, object?[] sizes, object?[] strides, ..]
            || sizes.Length != strides.Length || !sizes.All(size => size is >= 0L) || !strides.All(stride => stride is >= 0L) || offset < 0)
        {
            throw budget.Wrong(Field, "has a tensor without a storage, offset, sizes and strides; the file is damaged or of a newer version of PyTorch. Save it as safetensors.");
        }

        ElementFormat format = TorchNames.TypeOf(type) ?? storage.Format
            ?? throw budget.Wrong(Field, $"has a tensor of {type ?? "no type"}, which float32 cannot take over; convert it with .float() before torch.save.");
        budget.Take(2L * sizeof(long) * sizes.Length, Field);
        return new TorchTensor(storage, format, offset, [.. sizes.Cast<long>()], [.. strides.Cast<long>()]);
    }

    private object? FromType(object?[] arguments, string name) => arguments is [PickleGlobal inner, PickleGlobal type, object?[] own, ..]
        && type.ToString() is "torch.Tensor" or "torch.nn.parameter.Parameter" && inner.ToString() != name
        ? Reduce((PickleGlobal)arguments[0]!, (object?[])arguments[2]!)
        : throw Odd(name);

    private PickleDictionary Dictionary(object?[] arguments)
    {
        if (arguments is [PickleDictionary whole])
        {
            return whole;
        }

        var dictionary = new PickleDictionary();
        IReadOnlyList<object?> pairs = arguments switch
        {
            [] => [],
            [PickleList list] => list.Items,
            _ => throw Odd("collections.OrderedDict"),
        };
        budget.Take(80L * pairs.Count, Field);
        foreach (object? pair in pairs)
        {
            (object? key, object? value) = pair switch
            {
                object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                PickleList { Items: { Count: 2 } items } => (items[0], items[1]),
                _ => throw Odd("collections.OrderedDict"),
            };
            dictionary.Add(key, value);
        }

        return dictionary;
    }

    private object? First(object?[] arguments, string name) => arguments.Length > 0 ? arguments[0] : throw Odd(name);

    private StorageFormatException Odd(string name) => budget.Wrong(Field, $"uses '{name}' in a way that torch.save does not; the file is damaged or of a newer version of PyTorch. Save it as safetensors.");
}
