using Microsoft.ML.OnnxRuntime;
using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Onnx;

/// <summary>
/// One step of a stream in ONNX Runtime. Two bindings take turns, each writing the state that the other reads, so a step copies its input
/// and nothing else.
/// </summary>
internal sealed class OnnxStep : IContender
{
    private const int Turns = 2;
    private readonly int _threads;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly StepInputs _inputs;
    private readonly float[] _input;
    private readonly float[][][] _states;
    private readonly List<OrtValue> _values = [];
    private readonly OrtIoBinding[] _bindings;
    private int _turn;

    public OnnxStep(SequenceData data, int threads)
    {
        SequenceCase sizes = data.Sizes;
        int components = OnnxModel.StateCount(sizes.Cell);
        _threads = threads;
        _session = OnnxSession.Open(OnnxModel.OneStep(data), threads);
        _inputs = new StepInputs(sizes);
        _input = new float[sizes.Input];
        OrtValue input = Value(_input);
        _states = [.. Enumerable.Range(0, Turns).Select(_ => Enumerable.Range(0, components).Select(_ => new float[sizes.Hidden]).ToArray())];
        OrtValue[][] states = [.. _states.Select(turn => turn.Select(Value).ToArray())];
        _bindings = [.. Enumerable.Range(0, Turns).Select(turn => Bind(input, states[turn], states[(turn + 1) % Turns]))];
    }

    public string Name => _threads == 1 ? "ONNX Runtime, 1 thread" : $"ONNX Runtime, {_threads} threads";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        _inputs.Rewind();
        _turn = 0;
        foreach (float[] component in _states[0])
        {
            Array.Clear(component);
        }

        List<float> outputs = [];
        for (int step = 0; step < StepInputs.Length; step++)
        {
            Run();
            outputs.AddRange(_states[_turn][0]);
        }

        return new Dictionary<string, float[]> { ["output"] = [.. outputs] };
    }

    public void Run()
    {
        _inputs.Next().CopyTo(_input);
        _session.RunWithBinding(_options, _bindings[_turn]);
        _turn = (_turn + 1) % Turns;
    }

    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings)
        {
            binding.Dispose();
        }

        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(float[] memory)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, [1, 1, memory.Length]);
        _values.Add(value);
        return value;
    }

    private OrtIoBinding Bind(OrtValue input, OrtValue[] states, OrtValue[] next)
    {
        OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindInput("input", input);
        for (int component = 0; component < states.Length; component++)
        {
            binding.BindInput($"state{component}", states[component]);
            binding.BindOutput($"next{component}", next[component]);
        }

        return binding;
    }
}
