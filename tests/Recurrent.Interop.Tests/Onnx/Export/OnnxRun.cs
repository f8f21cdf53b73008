using Microsoft.ML.OnnxRuntime;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Tests.Onnx.Import;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>A model in ONNX Runtime, one thread; what is exported must also give the same when it is imported again.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OnnxModel _imported;

    public OnnxRun(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(path, options);
        _imported = OnnxModel.Load(path);
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

        CheckImported(inputs, outputs);
        return outputs;
    }

    private void CheckImported((string Name, OnnxArray Values)[] inputs, Dictionary<string, OnnxArray> expected)
    {
        IReadOnlyDictionary<string, OnnxData> outputs = _imported.Run(inputs.ToDictionary(input => input.Name, input => Data(input.Values)), cancellation: TestContext.Current.CancellationToken);
        foreach ((string name, OnnxArray array) in expected)
        {
            RuntimeOracle.Same(name, Data(array), outputs[name], 1e-5);
        }
    }

    private static OnnxData Data(OnnxArray array)
    {
        int[] shape = [.. array.Shape.Select(length => (int)length)];
        return array.Values switch
        {
            float[] floats => OnnxData.Create<float>(floats, shape),
            int[] integers => OnnxData.Create<int>(integers, shape),
            long[] integers => OnnxData.Create<long>(integers, shape),
            bool[] flags => OnnxData.Create<bool>(flags, shape),
            _ => throw new NotSupportedException($"{array.Values.GetType()}"),
        };
    }
}
