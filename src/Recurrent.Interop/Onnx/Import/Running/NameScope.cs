namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Names of values that exist at a place of a graph, those of the graphs around it too.</summary>
/// <param name="outer">The names of the graph around; null for none.</param>
internal sealed class NameScope(NameScope? outer)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Makes room for names, so that the table does not grow step by step.</summary>
    public void Reserve(int count) => _names.EnsureCapacity(_names.Count + count);

    public void Add(IEnumerable<string> names) => _names.UnionWith(names);

    public void Add(List<string> names)
    {
        foreach (string name in names)
        {
            _names.Add(name);
        }
    }

    public bool Has(string name) => _names.Contains(name) || outer?.Has(name) == true;
}
