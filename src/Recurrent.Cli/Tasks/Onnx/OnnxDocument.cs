using Recurrent.Interop.Onnx.Import;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>What the commands say of an ONNX model.</summary>
internal sealed record OnnxDocument
{
    public required string File { get; init; }

    public required string Producer { get; init; }

    public required long IrVersion { get; init; }

    public required IReadOnlyDictionary<string, long> OperatorSets { get; init; }

    /// <summary>What a run needs: name, type and shape.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>How often every operator stands in the graph.</summary>
    public required IReadOnlyDictionary<string, int> Operators { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public static OnnxDocument Of(OnnxModel model, string file) => new()
    {
        File = file,
        Producer = model.Producer,
        IrVersion = model.IrVersion,
        OperatorSets = model.OperatorSets,
        Inputs = [.. model.Inputs.Where(static input => !input.HasDefault).Select(static input => input.ToString())],
        Outputs = [.. model.Outputs.Select(static output => output.ToString())],
        Operators = model.Operators,
        Metadata = model.Metadata,
    };
}
