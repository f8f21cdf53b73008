using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Looks up every operator of a model and checks that every value is there when it is read.</summary>
/// <param name="file">The model's file, for messages.</param>
/// <param name="model">The model.</param>
internal sealed class GraphCompiler(string file, ModelProto model)
{
    /// <summary>Functions that call functions: deeper ones are taken for an attack on the stack, and would not run either.</summary>
    private const int MaximumDepth = 64;
    private static readonly Dictionary<string, AttributeProto> NoAttributes = [];
    private static readonly Dictionary<string, CompiledGraph> NoGraphs = [];
    private readonly Dictionary<(string Domain, string Name), FunctionProto> _protos = FunctionsOf(model);
    private readonly Dictionary<(string Domain, string Name), CompiledGraph> _functions = [];
    private readonly UnknownOperators _unknown = new();
    private int _depth;

    /// <summary>The model's graph.</summary>
    /// <exception cref="StorageFormatException">Something is read before it is written, or a constant is damaged.</exception>
    /// <exception cref="NotSupportedException">There are operators that are not known; the message names all of them.</exception>
    public CompiledGraph Compile()
    {
        CompiledGraph graph = Compile(model.Graph!, VersionsOf(model.OperatorSets), new NameScope(null));
        return _unknown.IsEmpty ? graph : throw new NotSupportedException($"{file}: the model uses what this library cannot run: {_unknown}.");
    }

    /// <summary>The domain under its one name.</summary>
    public static string DomainOf(string domain) => domain == "ai.onnx" ? string.Empty : domain;

    private static Dictionary<(string Domain, string Name), FunctionProto> FunctionsOf(ModelProto model)
    {
        var functions = new Dictionary<(string Domain, string Name), FunctionProto>();
        foreach (FunctionProto function in model.Functions)
        {
            functions.TryAdd((DomainOf(function.Domain), function.Name), function);
        }

        return functions;
    }

    private static Dictionary<string, long> VersionsOf(List<OperatorSetIdProto> sets)
    {
        var versions = new Dictionary<string, long>();
        foreach (OperatorSetIdProto set in sets)
        {
            versions.TryAdd(DomainOf(set.Domain), set.Version);
        }

        return versions;
    }

    private CompiledGraph Compile(GraphProto proto, Dictionary<string, long> versions, NameScope scope)
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
        Fill(graph, proto.Nodes, versions, scope);
        return graph;
    }

    private void Fill(CompiledGraph graph, List<NodeProto> nodes, Dictionary<string, long> versions, NameScope scope)
    {
        var compiled = new List<CompiledNode>(nodes.Count);
        Predicate<string> isMissing = name => name.Length > 0 && !scope.Has(name);
        scope.Reserve(nodes.Sum(node => node.Outputs.Count));
        foreach (NodeProto node in nodes)
        {
            if (node.Inputs.Find(isMissing) is { } missing)
            {
                throw new StorageFormatException(file, node.Title, $"reads '{missing}', which no node before it writes.");
            }

            compiled.Add(Compile(node, versions, scope));
            scope.Add(node.Outputs);
        }

        if (graph.Outputs.FirstOrDefault(name => !scope.Has(name)) is { } unwritten)
        {
            throw new StorageFormatException(file, "graph", $"has the output '{unwritten}', which no node writes.");
        }

        graph.Nodes = compiled;
        LastUses.Mark(graph);
    }

    private CompiledNode Compile(NodeProto node, Dictionary<string, long> versions, NameScope scope)
    {
        string domain = DomainOf(node.Domain);
        long version = versions.GetValueOrDefault(domain);
        CompiledGraph? function = FunctionOf(domain, node.Operator);
        Operator? known = function is null ? OperatorTable.Default.Find(domain, node.Operator, version) : null;
        if (function is null && known is null)
        {
            _unknown.Add(node, domain, version);
        }

        Dictionary<string, AttributeProto> attributes = node.Attributes.Count > 0 ? [] : NoAttributes;
        Dictionary<string, CompiledGraph> graphs = NoGraphs;
        foreach (AttributeProto attribute in node.Attributes)
        {
            attributes[attribute.Name] = attribute;
            if (attribute.Graph is { } body)
            {
                graphs = graphs == NoGraphs ? [] : graphs;
                graphs[attribute.Name] = Compile(body, versions, new NameScope(scope));
            }

            if (attribute.Tensor is { } tensor)
            {
                Check(tensor, node.Title);
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

        if (!_protos.TryGetValue((domain, name), out FunctionProto? proto))
        {
            return null;
        }

        if (++_depth > MaximumDepth)
        {
            throw new StorageFormatException(file, $"function '{name}'", $"is called by functions within {MaximumDepth} others, more than can be run; write the inner ones out where they are called.");
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
        Fill(graph, proto.Nodes, VersionsOf(proto.OperatorSets.Count > 0 ? proto.OperatorSets : model.OperatorSets), scope);
        _depth--;
        return graph;
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
}
