namespace Recurrent.Interop.Weights.Pickles;

/// <summary>Items of a list or set, which may still grow while it is referred to.</summary>
internal sealed class PickleList
{
    private List<object?>? _items;

    public IReadOnlyList<object?> Items => _items ?? (IReadOnlyList<object?>)[];

    public void Add(object? item) => (_items ??= []).Add(item);
}
