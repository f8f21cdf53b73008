using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Looks up every operator of a model and checks that every value is there when it is read.</summary>
/// <param name="file">The model's file, for messages.</param>
/// <param name="model">The model.</param>
internal sealed class GraphCompiler(string file, ModelProto model)
{
    private readonly Dictionary<(string Domain, string Name), CompiledGraph?> _functions = [];
    private readonly SortedDictionary<string, List<string>> _unknown = new(StringComparer.Ordinal);

    /// <summary>The model's graph.</summary>
    /// <exception cref="StorageFormatException">Something is read before it is written, or a constant is damaged.</exception>
    /// <exception cref="NotSupportedException">There are operators that are not known; the message names all of them.</exception>
    public CompiledGraph Compile()
    {
        CompiledGraph graph = Compile(model.Graph!, model.OperatorSets, new NameScope(null));
        return _unknown.Count == 0 ? graph : throw new NotSupportedException(
            $"{file}: the model uses what this library cannot run: {string.Join("; ", _unknown.Select(one => $"{one.Key} ({UsesOf(one.Value)})"))}.");
    }

    /// <summary>The domain under its one name.</summary>
    public static string DomainOf(string domain) => domain == "ai.onnx" ? string.Empty : domain;

    private static string UsesOf(List<string> uses)
    {
        const int Shown = 3;
        string more = uses.Count > Shown ? $" and {uses.Count - Shown} more" : string.Empty;
        return $"{string.Join(", ", uses.Take(Shown))}{more}";
    }

    private CompiledGraph Compile(GraphProto proto, IReadOnlyList<OperatorSetIdProto> sets, NameScope scope)
    {
        if (proto.SparseInitializers > 0)
        {
            throw new StorageFormatException(file, $"graph '{proto.Name}'", "has sparse constants, which are not supported; write them dense.");
        }

        var constants = new Dictionary<string, Constant>();
        foreach (TensorProto tensor in proto.Initializers)
        {
            Check(tensor, $"graph '{proto.Name}'");
            constants[tensor.Name] = new Constant(tensor);
        }

        string[] inputs = [.. proto.Inputs.Select(input => input.Name)];
        var graph = new CompiledGraph { Inputs = inputs, Outputs = [.. proto.Outputs.Select(output => output.Name)], OutputTypes = proto.Outputs, Constants = constants };
        scope.Add(inputs);
        scope.Add(constants.Keys);
        Fill(graph, proto.Nodes, sets, scope);
        return graph;
    }

    private void Fill(CompiledGraph graph, List<NodeProto> nodes, IReadOnlyList<OperatorSetIdProto> sets, NameScope scope)
    {
        var compiled = new List<CompiledNode>(nodes.Count);
        foreach (NodeProto node in nodes)
        {
            if (node.Inputs.FirstOrDefault(name => name.Length > 0 && !scope.Has(name)) is { } missing)
            {
                throw new StorageFormatException(file, TitleOf(node), $"reads '{missing}', which no node before it writes.");
            }

            compiled.Add(Compile(node, sets, scope));
            scope.Add(node.Outputs);
        }

        if (graph.Outputs.FirstOrDefault(name => !scope.Has(name)) is { } unwritten)
        {
            throw new StorageFormatException(file, "graph", $"has the output '{unwritten}', which no node writes.");
        }

        graph.Nodes = compiled;
        LastUses.Mark(graph);
    }

    private CompiledNode Compile(NodeProto node, IReadOnlyList<OperatorSetIdProto> sets, NameScope scope)
    {
        string domain = DomainOf(node.Domain);
        long version = sets.FirstOrDefault(set => DomainOf(set.Domain) == domain)?.Version ?? 0;
        CompiledGraph? function = FunctionOf(domain, node.Operator);
        Operator? known = function is null ? OperatorTable.Default.Find(domain, node.Operator, version) : null;
        if (function is null && known is null)
        {
            Remember(node, domain, version);
        }

        var attributes = new Dictionary<string, AttributeProto>();
        var graphs = new Dictionary<string, CompiledGraph>();
        foreach (AttributeProto attribute in node.Attributes)
        {
            attributes[attribute.Name] = attribute;
            if (attribute.Graph is { } body)
            {
                graphs[attribute.Name] = Compile(body, sets, new NameScope(scope));
            }

            if (attribute.Tensor is { } tensor)
            {
                Check(tensor, TitleOf(node));
            }
        }

        return new CompiledNode { Proto = node, Operator = known, Function = function, Version = version, Attributes = attributes, Graphs = graphs };
    }

    /// <summary>The model's own function of a name; it may call itself only through this table, so that a circle ends here.</summary>
    private CompiledGraph? FunctionOf(string domain, string name)
    {
        if (_functions.TryGetValue((domain, name), out CompiledGraph? known))
        {
            return known;
        }

        FunctionProto? proto = model.Functions.Find(one => DomainOf(one.Domain) == domain && one.Name == name);
        if (proto is null)
        {
            return _functions[(domain, name)] = null;
        }

        var graph = new CompiledGraph
        {
            Inputs = proto.Inputs,
            Outputs = proto.Outputs,
            OutputTypes = [],
            Constants = new Dictionary<string, Constant>(),
            Defaults = proto.Attributes.DistinctBy(attribute => attribute.Name).ToDictionary(attribute => attribute.Name),
        };
        _functions[(domain, name)] = graph;
        var scope = new NameScope(null);
        scope.Add(proto.Inputs);
        Fill(graph, proto.Nodes, proto.OperatorSets.Count > 0 ? proto.OperatorSets : model.OperatorSets, scope);
        return graph;
    }

    private void Remember(NodeProto node, string domain, long version)
    {
        string set = domain.Length == 0 ? "opset" : domain;
        string title = version == 0 ? $"{node.Operator} of {set}, whose version is not given" : $"{node.Operator} of {set} {version}";
        if (!_unknown.TryGetValue(title, out List<string>? uses))
        {
            _unknown.Add(title, uses = []);
        }

        uses.Add(TitleOf(node));
    }

    private void Check(TensorProto tensor, string where)
    {
        try
        {
            TensorReader.Check(tensor);
        }
        catch (OperatorException problem)
        {
            throw new StorageFormatException(file, where, $"{problem.Message}.");
        }
    }

    private static string TitleOf(NodeProto node) => $"node '{(node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault() ?? "?")}'";
}
