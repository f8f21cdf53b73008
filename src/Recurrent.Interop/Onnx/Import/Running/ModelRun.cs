using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>One run of a model: goes through the nodes in their order.</summary>
/// <param name="file">The model's file, for messages.</param>
/// <param name="options">Bounds.</param>
/// <param name="cancellation">Asked before every node.</param>
internal sealed class ModelRun(string file, OnnxRunOptions options, CancellationToken cancellation)
{
    /// <summary>Graphs within graphs and functions within functions: deeper ones are taken for an attack on the stack.</summary>
    private const int MaximumDepth = 64;
    private long _nodeRuns;
    private Tape? _tape;

    /// <summary>The most elements a value may have.</summary>
    public long MaximumElements => options.MaximumElements;

    /// <summary>Where ops of the library run; whoever uses it copies the result and calls <see cref="Tape.Reset()"/>.</summary>
    public Tape Tape => _tape ??= Tape.ForInference(options.Threads);

    /// <summary>Runs a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="frame">Its inputs.</param>
    /// <returns>Its outputs.</returns>
    /// <exception cref="StorageFormatException">A node cannot be computed; the message names it.</exception>
    public OnnxData[] Run(CompiledGraph graph, Frame frame)
    {
        if (frame.Depth > MaximumDepth)
        {
            throw new OperatorException($"more than {MaximumDepth} graphs and functions stand within each other");
        }

        foreach (CompiledNode node in graph.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            Run(node, frame);
        }

        return [.. graph.Outputs.Select(name => frame.Find(name) ?? throw new OperatorException($"the output '{name}' was left out by the node that writes it"))];
    }

    /// <summary>Counts a turn of a loop whose body may be empty.</summary>
    public void CountRun()
    {
        if (++_nodeRuns > options.MaximumNodeRuns)
        {
            throw new OperatorException($"the run needs more than {options.MaximumNodeRuns} runs of nodes; raise OnnxRunOptions.MaximumNodeRuns if the model is to be trusted");
        }
    }

    private void Run(CompiledNode node, Frame frame)
    {
        try
        {
            CountRun();
            OnnxData?[] inputs = [.. node.Proto.Inputs.Select(name => name.Length == 0 ? null : frame.Find(name))];
            var call = new OperatorCall(this, node, frame, inputs);
            OnnxData?[] outputs = node.Function is { } function ? Call(function, call) : node.Operator!.Body(call);
            Keep(node, frame, outputs);
        }
        catch (OperatorException problem)
        {
            throw new StorageFormatException(file, node.Title, $"cannot be computed: {problem.Message}.", problem);
        }
        catch (Exception problem) when (problem is ArgumentException or IndexOutOfRangeException or ArithmeticException or InvalidOperationException)
        {
            // What a damaged model makes of shapes and numbers is without end; an operator need not foresee all of it.
            throw new StorageFormatException(file, node.Title, $"cannot be computed with {string.Join(", ", node.Proto.Inputs.Select(name => frame.Find(name)?.ToString() ?? "nothing"))}: {problem.Message}", problem);
        }
    }

    private static void Keep(CompiledNode node, Frame frame, OnnxData?[] outputs)
    {
        for (int index = 0; index < node.Proto.Outputs.Count; index++)
        {
            string name = node.Proto.Outputs[index];
            if (name.Length > 0 && index < outputs.Length && outputs[index] is { } value)
            {
                frame.Set(name, value);
            }
        }

        foreach (string name in node.LastUses)
        {
            frame.Drop(name);
        }
    }

    private OnnxData[] Call(CompiledGraph function, OperatorCall call)
    {
        var attributes = new Dictionary<string, AttributeProto>(function.Defaults);
        foreach (AttributeProto attribute in call.GivenAttributes())
        {
            attributes[attribute.Name] = attribute;
        }

        var frame = new Frame(function, null, call.Frame.Depth + 1) { FunctionAttributes = attributes };
        for (int index = 0; index < function.Inputs.Count; index++)
        {
            if (call.Optional(index) is { } value)
            {
                frame.Set(function.Inputs[index], value);
            }
        }

        return Run(function, frame);
    }
}
