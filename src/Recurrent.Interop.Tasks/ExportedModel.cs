using Recurrent.Interop.Onnx.Export;

namespace Recurrent.Interop.Tasks;

/// <summary>An ONNX file that a trained model was written to.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Outside">What stays with the caller, such as cutting text into tokens; empty for nothing.</param>
/// <param name="Metadata">Keys of the file's metadata; their values are JSON.</param>
public sealed record ExportedModel(
    string File, IReadOnlyList<ExportedValue> Inputs, IReadOnlyList<ExportedValue> Outputs, IReadOnlyList<string> Outside, IReadOnlyList<string> Metadata)
{
    /// <summary>The version of the operators in the file.</summary>
    public int OperatorSet { get; } = OnnxVersions.OperatorSet;

    /// <summary>The version of the file's format.</summary>
    public int FileFormat { get; } = OnnxVersions.FileFormat;
}
