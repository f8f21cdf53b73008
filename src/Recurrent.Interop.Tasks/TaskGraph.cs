using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Interop.Tasks;

/// <summary>The graph of a trained model, which remembers what goes in and out and what it means.</summary>
internal sealed class TaskGraph
{
    public const string Time = "time";
    public const string Batch = "batch";
    private const string Remembered = "remembered";

    private readonly List<ExportedValue> _inputs = [];
    private readonly List<ExportedValue> _outputs = [];
    private readonly List<string> _outside = [];
    private readonly List<string> _metadata = [];
    private readonly Dictionary<string, float[]> _starts = [];

    /// <param name="task">The task as model folders name it.</param>
    /// <param name="network">The network, for the names of its weights.</param>
    public TaskGraph(string task, Module network)
    {
        Nodes = new OnnxGraphBuilder(task);
        Nodes.Name(network);
        Describe(MetadataKeys.Task, task, MetadataJsonContext.Default.String);
    }

    /// <summary>Where nodes are added.</summary>
    public OnnxGraphBuilder Nodes { get; }

    public OnnxValue Input(string name, OnnxElementType type, string meaning, params ReadOnlySpan<OnnxDimension> shape)
    {
        _inputs.Add(Described(name, type, meaning, shape));
        return Nodes.Input(name, type, shape);
    }

    public void Output(string name, OnnxValue value, OnnxElementType type, string meaning, params ReadOnlySpan<OnnxDimension> shape)
    {
        _outputs.Add(Described(name, type, meaning, shape));
        Nodes.Output(name, value, type, shape);
    }

    /// <summary>Every row's valid steps.</summary>
    public OnnxValue Lengths() => Input("lengths", OnnxElementType.Integer32, "valid steps of every row", Batch);

    /// <summary>Inputs for the state of a layer at the start of a run; what does not start at 0 is told in the metadata.</summary>
    /// <returns>A value for every component.</returns>
    public ImmutableArray<OnnxValue> InitialState(SequenceLayer layer, string part = "")
    {
        var names = Nodes.Emitters.Of(layer).StateNames(Nodes, layer);
        var zero = layer.ZeroState(1).Components;
        var state = ImmutableArray.CreateBuilder<OnnxValue>(zero.Length);
        for (var component = 0; component < zero.Length; component++)
        {
            var name = $"initial_{part}{names[component]}";
            state.Add(Input(name, OnnxElementType.Number, StartMeaning(name, zero[component]), StateShape(zero[component])));
        }
        return state.MoveToImmutable();
    }

    /// <summary>Outputs for the state of a layer after a run.</summary>
    public void FinalState(SequenceLayer layer, ImmutableArray<OnnxValue> state, string part = "", string before = "final_")
    {
        var names = Nodes.Emitters.Of(layer).StateNames(Nodes, layer);
        var zero = layer.ZeroState(1).Components;
        for (var component = 0; component < zero.Length; component++)
            Output($"{before}{part}{names[component]}", state[component], OnnxElementType.Number, "state after the last step", StateShape(zero[component]));
    }

    /// <summary>What an input for a state means; where it does not start at 0, its first values go into the metadata.</summary>
    public string StartMeaning(string name, Tensor row)
    {
        if (!row.Values.ContainsAnyExcept(0f)) return "state before the first step, 0 at the start";
        _starts[name] = row.Values.ToArray();
        return $"state before the first step; at the start that of {MetadataKeys.InitialState} for every row";
    }

    /// <summary>Adds an entry to the file's metadata.</summary>
    public void Describe<T>(string key, T value, JsonTypeInfo<T> type) => DescribeJson(key, JsonSerializer.Serialize(value, type));

    /// <summary>Adds an entry whose value is JSON already.</summary>
    public void DescribeJson(string key, string json)
    {
        _metadata.Add(key);
        Nodes.Describe(key, json);
    }

    /// <summary>Says what the caller has to do.</summary>
    public void LeaveOutside(string what) => _outside.Add(what);

    /// <summary>Writes the file.</summary>
    public ExportedModel Save(string path)
    {
        if (_starts.Count > 0) Describe(MetadataKeys.InitialState, _starts, MetadataJsonContext.Default.DictionaryStringSingleArray);
        if (_outside.Count > 0) Describe(MetadataKeys.Outside, [.. _outside], MetadataJsonContext.Default.StringArray);
        Nodes.Save(path);
        return new ExportedModel(path, _inputs, _outputs, _outside, _metadata);
    }

    private static ExportedValue Described(string name, OnnxElementType type, string meaning, ReadOnlySpan<OnnxDimension> shape)
    {
        var axes = new string[shape.Length];
        for (var axis = 0; axis < axes.Length; axis++) axes[axis] = shape[axis].ToString();
        return new ExportedValue(name, NameOf(type), axes, meaning);
    }

    private static string NameOf(OnnxElementType type) => type switch
    {
        OnnxElementType.Number => "float32",
        OnnxElementType.PreciseNumber => "float64",
        OnnxElementType.Integer32 => "int32",
        OnnxElementType.Integer64 => "int64",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No model of a task has inputs or outputs of this type."),
    };

    /// <summary>Axes of a state, from that of one row.</summary>
    public static OnnxDimension[] StateShape(Tensor zero) => [.. Enumerable.Range(0, zero.Shape.Rank).Select(axis => Axis(axis, zero.Shape[axis]))];

    /// <summary>What a state remembers grows from nothing, so a size of 0 is one that may differ.</summary>
    private static OnnxDimension Axis(int axis, int size) => axis == 1 ? Batch : size == 0 ? Remembered : size;
}
