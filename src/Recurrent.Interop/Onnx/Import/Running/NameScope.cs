namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Names of values that exist at a place of a graph, those of the graphs around it too.</summary>
/// <param name="outer">The names of the graph around; null for none.</param>
internal sealed class NameScope(NameScope? outer)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public void Add(IEnumerable<string> names) => _names.UnionWith(names);

    public bool Has(string name) => _names.Contains(name) || outer?.Has(name) == true;
}
