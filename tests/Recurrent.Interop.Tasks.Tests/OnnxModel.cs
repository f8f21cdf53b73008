using Microsoft.ML.OnnxRuntime;

namespace Recurrent.Interop.Tasks.Tests;

/// <summary>A file in ONNX Runtime, on one thread.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxModel(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(path, options);
    }

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public IReadOnlyList<string> Inputs => _session.InputNames;

    /// <summary>Runs the model.</summary>
    public Dictionary<string, OnnxArray> Run(IReadOnlyDictionary<string, OnnxArray> inputs)
    {
        using var options = new RunOptions();
        OrtValue[] values = [.. _session.InputNames.Select(name => inputs[name].ToOrt())];
        try
        {
            using var results = _session.Run(options, _session.InputNames, values, _session.OutputNames);
            return _session.OutputNames.Zip(results).ToDictionary(static one => one.First, static one => OnnxArray.From(one.Second));
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    public void Dispose() => _session.Dispose();
}
