using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>One loading of tensors into a model by name.</summary>
internal sealed class WeightLoad
{
    private const int MostNamed = 5;
    private readonly string _source;
    private readonly IReadOnlyDictionary<string, Tensor> _all;
    private readonly Dictionary<string, Tensor> _own;

    public WeightLoad(string source, IReadOnlyDictionary<string, Tensor> tensors, string prefix)
    {
        (_source, _all) = (source, tensors);
        string start = prefix.Length == 0 ? string.Empty : prefix + ".";
        _own = tensors.Where(pair => pair.Key.StartsWith(start, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[start.Length..], pair => pair.Value);
    }

    public bool IgnoresOthers { get; init; }

    public void Into(Module model)
    {
        NamedParameter[] parameters = [.. model.Parameters()];
        var values = new Dictionary<string, Tensor>();
        var missing = new List<string>();
        foreach (IGrouping<Parameter, NamedParameter> places in parameters.GroupBy(named => named.Parameter))
        {
            if (ValueOf([.. places.Select(named => named.Name)], places.Key) is not { } value)
            {
                missing.AddRange(places.Select(named => named.Name));
                continue;
            }

            foreach (NamedParameter named in places)
            {
                values.Add(named.Name, value);
            }
        }

        var known = parameters.Select(named => named.Name).ToHashSet();
        string[] others = IgnoresOthers ? [] : [.. _own.Keys.Where(name => !known.Contains(name))];
        if (missing.Count + others.Length > 0)
        {
            throw new ArgumentException($"{_source} does not fit the model: missing {Missing(missing)}; not part of the model {List(others)}.", nameof(model));
        }

        model.LoadParameters(values);
    }

    private Tensor? ValueOf(string[] names, Parameter parameter)
    {
        Tensor[] found = [.. names.Where(_own.ContainsKey).Select(name => _own[name])];
        if (found.Length == 0)
        {
            return names.Any(IsLeftOutBias) ? Tensor.Zeros(parameter.Shape) : null;
        }

        return found.All(tensor => tensor.Shape == found[0].Shape && tensor.Values.SequenceEqual(found[0].Values))
            ? found[0]
            : throw new ArgumentException($"{_source} has different values for {string.Join(" and ", names)}, which are one tied parameter of the model; build the model without tying them.");
    }

    /// <summary>Whether it is a bias of a recurrent layer that has none in the file, though its weights are there.</summary>
    private bool IsLeftOutBias(string name)
    {
        (string place, string own) = WeightNames.Split(name);
        int layer = own.IndexOf("_l", StringComparison.Ordinal);
        if (layer < 0 || own[..layer] is not ("bias_ih" or "bias_hh"))
        {
            return false;
        }

        string suffix = own[layer..];
        return _own.ContainsKey(WeightNames.Join(place, "weight_ih" + suffix))
            && !_own.ContainsKey(WeightNames.Join(place, "bias_ih" + suffix)) && !_own.ContainsKey(WeightNames.Join(place, "bias_hh" + suffix));
    }

    private string Missing(List<string> missing)
    {
        string list = List(missing);
        string[] places = [.. missing.Take(MostNamed).SelectMany(PlacesOf).Distinct().Take(MostNamed)];
        return places.Length == 0 ? list : $"{list} (the file has such names below {string.Join(", ", places)}; give the right one as the prefix)";
    }

    /// <summary>Where in the whole file the end of a name stands.</summary>
    private IEnumerable<string> PlacesOf(string name)
    {
        string end = "." + name, last = "." + WeightNames.Split(name).Own;
        string[] whole = [.. _all.Keys.Where(key => key.EndsWith(end, StringComparison.Ordinal)).Select(key => key[..^end.Length])];
        return (whole.Length > 0 ? whole : _all.Keys.Where(key => key.EndsWith(last, StringComparison.Ordinal)).Select(key => key[..^last.Length])).Select(place => $"'{place}'");
    }

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0
        ? "none"
        : string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : string.Empty);
}
