using System.Globalization;
using Recurrent.Interop.Weights.Pickles;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>Brings nested containers into one list of names: keys and positions joined by dots, as <c>state_dict()</c> names the parts of parts.</summary>
internal sealed class TorchContent(ReadBudget budget, TorchTensors reader)
{
    private const int MaximumDepth = 32;
    private const int VisitCost = 96;
    private const int LongestValue = 1000;
    private readonly OrderedDictionary<string, Tensor> _tensors = [];
    private readonly OrderedDictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _formats = [];

    public WeightSet Read(object? root)
    {
        Visit(root, string.Empty, depth: 0);
        return new WeightSet(budget.File, _tensors, _values) { Formats = _formats };
    }

    private void Visit(object? value, string name, int depth)
    {
        budget.Take(VisitCost, name);
        if (depth > MaximumDepth)
        {
            throw budget.Wrong(name, $"is nested deeper than {MaximumDepth} containers; save a flat dictionary.");
        }

        switch (value)
        {
            case TorchTensor tensor: AddTensor(name.Length == 0 ? "tensor" : name, tensor); break;
            case TorchObject module: Visit(module.Attributes, name, depth + 1); break;
            case PickleDictionary dictionary: VisitPairs(dictionary, name, depth); break;
            case PickleList list: VisitItems(list.Items, name, depth); break;
            case object?[] items: VisitItems(items, name, depth); break;
            case null: break;
            case TorchStorage: throw budget.Wrong(name, "is a bare storage; save it as a tensor.");
            default: AddValue(name, value); break;
        }
    }

    private void VisitPairs(PickleDictionary dictionary, string name, int depth)
    {
        foreach ((object? key, object? value) in dictionary.Pairs)
        {
            Visit(value, Named(name, key is string or long ? TextOf(key) : throw budget.Wrong(name, $"has a key that is neither text nor a whole number; use such keys.")), depth + 1);
        }
    }

    private void VisitItems(IReadOnlyList<object?> items, string name, int depth)
    {
        for (int index = 0; index < items.Count; index++)
        {
            Visit(items[index], Named(name, index.ToString(CultureInfo.InvariantCulture)), depth + 1);
        }
    }

    private void AddTensor(string name, TorchTensor tensor)
    {
        if (!_tensors.TryAdd(name, reader.Read(name, tensor)))
        {
            throw budget.Wrong(name, "comes twice; two containers lead to the same name.");
        }

        _formats.Add(name, tensor.Format.ToString());
    }

    private void AddValue(string name, object value)
    {
        string text = TextOf(value);
        _values.TryAdd(name.Length == 0 ? "value" : name, text.Length <= LongestValue ? text : text[..LongestValue] + "…");
    }

    private string Named(string name, string part)
    {
        budget.Take(2L * (name.Length + part.Length), name);
        return WeightNames.Join(name, part);
    }

    private static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
