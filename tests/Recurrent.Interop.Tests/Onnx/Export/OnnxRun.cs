using Microsoft.ML.OnnxRuntime;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>A model in ONNX Runtime, one thread.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxRun(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(path, options);
    }

    public IReadOnlyList<string> Inputs => _session.InputNames;

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    public InferenceSession Session => _session;

    public void Dispose() => _session.Dispose();

    /// <summary>All outputs by name.</summary>
    public Dictionary<string, OnnxArray> Run(params (string Name, OnnxArray Values)[] inputs)
    {
        OrtValue[] values = [.. inputs.Select(input => input.Values.ToOrt())];
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, [.. inputs.Select(input => input.Name)], values, _session.OutputNames);
        Dictionary<string, OnnxArray> outputs = [];
        for (int index = 0; index < results.Count; index++)
        {
            outputs[_session.OutputNames[index]] = OnnxArray.From(results[index]);
        }

        foreach (OrtValue value in values)
        {
            value.Dispose();
        }

        return outputs;
    }
}
