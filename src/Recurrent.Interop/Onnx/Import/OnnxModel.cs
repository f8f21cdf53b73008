using Recurrent.Interop.Onnx.Import.Conversion;
using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Interop.Weights;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Import;

/// <summary>An ONNX model, run node by node.</summary>
/// <remarks>
/// RNN, LSTM and GRU nodes with their usual activations and products of matrices run through this library's fused ops, all else through plain
/// loops. Loading runs nothing. A model may be run from several threads at once.
/// </remarks>
public sealed class OnnxModel
{
    private OnnxModel(string file, ModelProto proto)
    {
        File = file;
        Proto = proto;
        Graph = new GraphCompiler(file, proto).Compile();
        var constants = proto.Graph!.Initializers.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        // Files of the first years name every constant as an input too; those are no inputs to whoever runs the model.
        Inputs = [.. proto.Graph.Inputs.Select(value => InfoOf(value) with { HasDefault = constants.Contains(value.Name) }).OrderBy(value => value.HasDefault)];
        Outputs = [.. proto.Graph.Outputs.Select(InfoOf)];
    }

    /// <summary>The file it was read from.</summary>
    public string File { get; }

    /// <summary>What a run needs, in the model's order; behind it, what it may be given instead of a constant of the model.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    /// <summary>What a run gives back, in the model's order.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; }

    /// <summary>Who wrote it, such as <c>pytorch 2.9.0</c>; empty when it does not say.</summary>
    public string Producer => $"{Proto.ProducerName} {Proto.ProducerVersion}".Trim();

    /// <summary>The version of the file format.</summary>
    public long IrVersion => Proto.IrVersion;

    /// <summary>Versions of the operator sets by domain; the domain of the standard operators is <c>ai.onnx</c>.</summary>
    public IReadOnlyDictionary<string, long> OperatorSets => Proto.OperatorSets
        .DistinctBy(set => GraphCompiler.DomainOf(set.Domain))
        .ToDictionary(set => set.Domain.Length == 0 ? "ai.onnx" : set.Domain, set => set.Version);

    /// <summary>Free text the writer added, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Proto.Metadata.DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>The operators of the main graph and how often each stands in it.</summary>
    public IReadOnlyDictionary<string, int> Operators => Proto.Graph!.Nodes.CountBy(node => node.Operator).OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary();

    internal ModelProto Proto { get; }

    internal CompiledGraph Graph { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The <c>.onnx</c> file; weights in files beside it are read with it.</param>
    /// <returns>The model, ready to run.</returns>
    /// <exception cref="StorageFormatException">The file is damaged, or its graph does not hold together.</exception>
    /// <exception cref="NotSupportedException">It has operators that cannot be run; the message names all of them.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static OnnxModel Load(string path) => new(path, OnnxFile.Read(path));

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The content of an <c>.onnx</c> file without weights elsewhere; its memory is used as long as the model is.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The model, ready to run.</returns>
    /// <exception cref="StorageFormatException">The bytes are damaged, or their graph does not hold together.</exception>
    /// <exception cref="NotSupportedException">It has operators that cannot be run; the message names all of them.</exception>
    public static OnnxModel Parse(ReadOnlyMemory<byte> bytes, string name = "model") => new(name, OnnxFile.Parse(name, bytes));

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">Values by the names in <see cref="Inputs"/>.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <param name="cancellation">Ends the run between two nodes.</param>
    /// <returns>Values by the names in <see cref="Outputs"/>.</returns>
    /// <exception cref="ArgumentException">An input is missing, unknown, or of another type or shape than the model says.</exception>
    /// <exception cref="StorageFormatException">A node cannot be computed with what it gets; the message names it.</exception>
    public IReadOnlyDictionary<string, OnnxData> Run(
        IReadOnlyDictionary<string, OnnxData> inputs,
        OnnxRunOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        InputCheck.Check(this, inputs);
        var frame = new Frame(Graph, null, 0);
        foreach ((string name, OnnxData value) in inputs)
        {
            frame.Set(name, value);
        }

        try
        {
            OnnxData[] outputs = new ModelRun(File, options ?? new OnnxRunOptions(), cancellation).Run(Graph, frame);
            return Outputs.Zip(outputs).DistinctBy(pair => pair.First.Name).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        }
        catch (OperatorException problem)
        {
            throw new StorageFormatException(File, "graph", $"cannot be computed: {problem.Message}.", problem);
        }
    }

    /// <summary>The recurrent nodes of the main graph, and its products, normalisations and look-ups with constants, as layers of this library.</summary>
    /// <returns>
    /// Layers with their weights in this library's order of gates; recurrent nodes that read each other's outputs are one layer of several. With
    /// them, which nodes are left out and why: activations, a clip or peepholes that the layers here have not, a reverse direction alone.
    /// </returns>
    public Recognition ToLayers() => new LayerFinder(this).Find();

    private static OnnxValueInfo InfoOf(ValueInfoProto value) => new(
        value.Name,
        (OnnxDataType)value.DataType,
        value.Shape?.ConvertAll(dimension => new OnnxAxis(dimension.Size, dimension.Name)));
}
