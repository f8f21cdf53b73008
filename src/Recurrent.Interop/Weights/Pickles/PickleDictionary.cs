namespace Recurrent.Interop.Weights.Pickles;

/// <summary>Pairs in their order, as in a dictionary; keys may be anything.</summary>
internal sealed class PickleDictionary
{
    private List<KeyValuePair<object?, object?>>? _pairs;

    public IReadOnlyList<KeyValuePair<object?, object?>> Pairs => _pairs ?? (IReadOnlyList<KeyValuePair<object?, object?>>)[];

    public void Add(object? key, object? value) => (_pairs ??= []).Add(new KeyValuePair<object?, object?>(key, value));
}
