using Recurrent.Interop.Onnx.Import;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>Opens ONNX models for commands.</summary>
internal static class OnnxModels
{
    /// <summary>Reads a model.</summary>
    /// <exception cref="UsageException">It has operators that cannot be run.</exception>
    public static OnnxModel Load(string path)
    {
        try
        {
            return OnnxModel.Load(path);
        }
        catch (NotSupportedException refusal)
        {
            throw new UsageException(refusal.Message, refusal);
        }
    }
}
