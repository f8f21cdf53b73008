using Microsoft.ML.OnnxRuntime;

namespace Recurrent.Comparison.Onnx;

/// <summary>Makes sessions: all optimisations, one operator at a time, a given number of threads.</summary>
internal static class OnnxSession
{
    public static InferenceSession Open(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        return new InferenceSession(model, options);
    }
}
