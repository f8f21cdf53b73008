using Recurrent.Interop.Onnx.Messages;
using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>
/// Builds an ONNX graph node by node. Names are readable and stable: a node is called after the part of the model it stands in and its operator,
/// a weight after its path in the module.
/// </summary>
/// <remarks>
/// One builder stands for one graph and a place in the model: <see cref="Within"/> gives the same graph further down, <see cref="Subgraph"/> the
/// body of a loop. Weights and other constants stand in the main graph once, whoever reads them.
/// </remarks>
public sealed partial class OnnxGraphBuilder
{
    private readonly OnnxModelParts _model;
    private readonly string _path;

    /// <summary>Starts a model.</summary>
    /// <param name="name">The graph's name, such as the kind of the model.</param>
    /// <param name="emitters">How modules become nodes; null for those of this library.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public OnnxGraphBuilder(string name, OnnxEmitters? emitters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _model = new OnnxModelParts(name);
        (_path, Emitters, Graph) = (string.Empty, emitters ?? OnnxEmitters.BuiltIn, _model.Main);
    }

    private OnnxGraphBuilder(OnnxGraphBuilder other, string path, GraphProto graph) => (_model, _path, Emitters, Graph) = (other._model, path, other.Emitters, graph);

    /// <summary>How modules become nodes.</summary>
    public OnnxEmitters Emitters { get; }

    internal GraphProto Graph { get; }

    private OnnxGraphBuilder Main => new(this, string.Empty, _model.Main);

    /// <summary>Names the weights of a module by their paths; call it before they are used.</summary>
    /// <param name="module">The whole model, or a part of it.</param>
    /// <param name="path">Where the module stands; empty for the whole model.</param>
    public void Name(Module module, string path = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        _model.Name(module, path);
    }

    /// <summary>The same graph at a part of the model, whose nodes carry its name.</summary>
    /// <param name="part">The part's name.</param>
    /// <returns>A builder for the same graph.</returns>
    public OnnxGraphBuilder Within(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return new OnnxGraphBuilder(this, Joined(part), Graph);
    }

    /// <summary>An empty graph to be an attribute of a node: the body of a loop or the branch of a choice. It may read all values of the graphs around it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A builder for that graph.</returns>
    public OnnxGraphBuilder Subgraph(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new OnnxGraphBuilder(this, Joined(name), new GraphProto { Name = Joined(name) });
    }

    /// <summary>Adds an input. In the main graph it has exactly the name given, in a subgraph a unique one made from it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its elements.</param>
    /// <param name="shape">Its axes, numbers and names.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public OnnxValue Input(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        ValueInfoProto input = Described(Graph == _model.Main ? Taken(name) : _model.Unique(Joined(name)), type);
        input.Shape = Graph == _model.Main || !shape.IsEmpty ? [.. Messages(shape)] : null;
        Graph.Inputs.Add(input);
        return new OnnxValue(input.Name);
    }

    /// <summary>Makes a value an output. In the main graph it gets exactly the name given, in a subgraph a unique one made from it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">Its elements.</param>
    /// <param name="shape">Its axes, numbers and names.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Output(string name, OnnxValue value, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        ArgumentNullException.ThrowIfNull(value);
        ValueInfoProto output = Described(Graph == _model.Main ? Taken(name) : _model.Unique(Joined(name)), type);
        output.Shape = Graph == _model.Main || !shape.IsEmpty ? [.. Messages(shape)] : null;
        Graph.Outputs.Add(output);
        Append("Identity", [value], [output.Name], []);
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator, such as <c>MatMul</c>.</param>
    /// <param name="inputs">Its inputs; null for one that is left out.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The output.</returns>
    public OnnxValue Add(string operation, ReadOnlySpan<OnnxValue?> inputs, params ReadOnlySpan<OnnxAttribute> attributes) => AddMany(operation, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    /// <param name="operation">The operator, such as <c>LSTM</c>.</param>
    /// <param name="outputs">How many outputs it has, at least 1.</param>
    /// <param name="inputs">Its inputs; null for one that is left out.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The outputs.</returns>
    public OnnxValue[] AddMany(string operation, int outputs, ReadOnlySpan<OnnxValue?> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        var values = new OnnxValue[outputs];
        for (int index = 0; index < outputs; index++)
        {
            values[index] = new OnnxValue(_model.Unique(Joined(operation)));
        }

        Append(operation, inputs, [.. values.Select(value => value.Name)], attributes);
        return values;
    }

    /// <summary>Adds an entry to what the file says about the model, such as a vocabulary.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its text.</param>
    public void Describe(string key, string value) => _model.Metadata.Add(new StringStringEntryProto(key, value));

    /// <summary>Writes the model; a crash at any moment leaves the old file or the new one.</summary>
    /// <param name="path">The file to make or replace. Weights that do not fit into one file of 2 GiB go to <c>PATH.data</c> beside it.</param>
    /// <param name="options">Which models have their weights beside; null for the defaults.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, OnnxExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxFile.Write(path, Build(), (options ?? new OnnxExportOptions()).LargestFile);
    }

    internal ModelProto Build()
    {
        var model = new ModelProto { IrVersion = OnnxVersions.FileFormat, ProducerName = "Recurrent", ProducerVersion = ProducerVersion, Graph = _model.Main };
        model.OperatorSets.Add(new OperatorSetIdProto(string.Empty, OnnxVersions.OperatorSet));
        model.Metadata.AddRange(_model.Metadata);
        return model;
    }

    private static string ProducerVersion => typeof(OnnxGraphBuilder).Assembly.GetName().Version!.ToString(3);

    private static ValueInfoProto Described(string name, OnnxElementType type) => new() { Name = name, DataType = (TensorDataType)type };

    private static IEnumerable<DimensionProto> Messages(ReadOnlySpan<OnnxDimension> shape) => shape.ToArray().Select(dimension => dimension.ToMessage());

    private string Joined(string name) => _path.Length == 0 ? name : $"{_path}/{name}";

    private string Taken(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _model.Take(name);
        return name;
    }

    private void Append(string operation, ReadOnlySpan<OnnxValue?> inputs, ReadOnlySpan<string> outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new NodeProto { Operator = operation, Name = outputs[0] };
        foreach (OnnxValue? input in inputs)
        {
            node.Inputs.Add(input?.Name ?? string.Empty);
        }

        node.Outputs.AddRange(outputs);
        foreach (OnnxAttribute attribute in attributes)
        {
            node.Attributes.Add(attribute.Message);
        }

        Graph.Nodes.Add(node);
    }
}
