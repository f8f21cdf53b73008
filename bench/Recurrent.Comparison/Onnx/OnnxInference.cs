using Microsoft.ML.OnnxRuntime;
using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Onnx;

/// <summary>ONNX Runtime over whole sequences; input and output stay bound, so a run copies nothing.</summary>
internal sealed class OnnxInference : IContender
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _result;
    private readonly OrtValue _input;
    private readonly OrtValue _output;
    private readonly OrtIoBinding _binding;

    public OnnxInference(SequenceData data, int threads)
    {
        SequenceCase sizes = data.Sizes;
        _session = OnnxSession.Open(OnnxModel.WholeSequence(data), threads);
        _result = new float[sizes.Time * sizes.Batch * sizes.Hidden];
        _input = OrtValue.CreateTensorValueFromMemory(data.Input, [sizes.Time, sizes.Batch, sizes.Input]);
        _output = OrtValue.CreateTensorValueFromMemory(_result, [sizes.Time, 1, sizes.Batch, sizes.Hidden]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("input", _input);
        _binding.BindOutput("output", _output);
    }

    public string Name => "ONNX Runtime";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        Run();
        return new Dictionary<string, float[]> { ["output"] = [.. _result] };
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
