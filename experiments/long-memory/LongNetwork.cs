using LongMemory.Tasks;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace LongMemory;

/// <summary>
/// A linear map of the last steps of one recurrent layer; or of several, each with layer normalisation before and a residual connection around it.
/// </summary>
internal sealed class LongNetwork : Module
{
    private readonly LongTask _task;
    private readonly LongSettings _settings;
    private readonly Linear? _widen;
    private readonly LayerNorm[] _norms = [];
    private readonly SequenceLayer[] _layers;
    private readonly Linear _head;

    public LongNetwork(LongTask task, LongSettings settings, InitializationScope initialization)
    {
        (_task, _settings) = (task, settings);
        bool isDeep = settings.Layers > 1;
        if (isDeep)
        {
            _widen = AddModule("widen", new Linear(task.Features, settings.Hidden, initialization.Part("widen")));
            _norms = [.. Enumerable.Range(0, settings.Layers + 1).Select(number => AddModule($"norm{number}", new LayerNorm(settings.Hidden)))];
        }

        int inputs = isDeep ? settings.Hidden : task.Features;
        _layers = [.. Enumerable.Range(0, settings.Layers).Select(number => AddModule(
            $"layer{number}", SequenceLayers.BuiltIn.Create(settings.CellOf(number), settings.LayerOptions(number, inputs, task.Time), initialization.Part($"layer{number}"))))];
        _head = AddModule("head", new Linear(_layers[^1].OutputSize, Math.Max(1, task.Classes), initialization.Part("head")));
    }

    /// <summary>What the network says at the last steps, <c>[S, B, C]</c>.</summary>
    public Tensor Run(Tape tape, LongBatch batch)
    {
        Tensor values = tape.Constant(batch.Inputs, new Shape(batch.Time, batch.Rows, _task.Features));
        if (_widen is null)
        {
            return _head.Run(tape, Last(tape, Layer(tape, 0, values), batch.AnsweredSteps));
        }

        values = _widen.Run(tape, values);
        for (int number = 0; number < _layers.Length; number++)
        {
            Tensor read = Layer(tape, number, _norms[number].Run(tape, values));
            values = tape.Add(values, _settings.Dropout > 0 ? tape.Dropout(read, (float)_settings.Dropout) : read);
        }

        return _head.Run(tape, _norms[^1].Run(tape, Last(tape, values, batch.AnsweredSteps)));
    }

    private Tensor Layer(Tape tape, int number, Tensor values) => _layers[number].Run(tape, new SequenceBatch(values)).Outputs.Values;

    private static Tensor Last(Tape tape, Tensor values, int steps) => steps == values.Shape[0] ? values : tape.Slice(values, 0, values.Shape[0] - steps, steps);
}
