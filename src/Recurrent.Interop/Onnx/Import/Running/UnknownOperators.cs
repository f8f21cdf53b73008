using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Operators of a model that cannot be run, each with the nodes that use it; a hostile model may have a new one in every node.</summary>
internal sealed class UnknownOperators
{
    private const int ShownUses = 3, ShownOperators = 100, ShownLetters = 200;
    private readonly Dictionary<(string Domain, string Name, long Version), Uses> _uses = [];
    private int _more;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _uses.Count == 0;

    /// <summary>Takes up a node.</summary>
    public void Add(NodeProto node, string domain, long version)
    {
        var key = (domain, node.Operator, version);
        if (!_uses.TryGetValue(key, out Uses? uses))
        {
            if (_uses.Count == ShownOperators)
            {
                _more++;
                return;
            }

            _uses.Add(key, uses = new Uses());
        }

        uses.Count++;
        if (uses.First.Count < ShownUses)
        {
            uses.First.Add(Shortened(node.Title));
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        IEnumerable<string> shown = _uses.Select(one => $"{TitleOf(one.Key.Domain, one.Key.Name, one.Key.Version)} ({one.Value})").Order(StringComparer.Ordinal);
        return string.Join("; ", _more == 0 ? shown : shown.Append($"and others in {_more} nodes"));
    }

    private static string TitleOf(string domain, string name, long version)
    {
        string title = $"{Shortened(name)} of {(domain.Length == 0 ? "opset" : Shortened(domain))}";
        return version == 0 ? $"{title}, whose version is not given" : $"{title} {version}";
    }

    private static string Shortened(string name) => name.Length > ShownLetters ? $"{name[..ShownLetters]}…" : name;

    /// <summary>How often an operator is used, and where first.</summary>
    private sealed class Uses
    {
        public int Count { get; set; }

        public List<string> First { get; } = new(ShownUses);

        public override string ToString() => string.Join(", ", First) + (Count > First.Count ? $" and {Count - First.Count} more" : string.Empty);
    }
}
