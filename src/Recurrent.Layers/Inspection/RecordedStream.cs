using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Inspection;

/// <summary>A live stream whose steps are recorded: they are run once more as a sequence, which shows the recording what every layer read.</summary>
internal sealed class RecordedStream(SequenceStream stream, SequenceLayer layer, SequenceRecording recording) : SequenceStream
{
    private readonly List<float> _steps = [];
    private SequenceState? _start;
    private bool _isFull;

    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        if (!_isFull)
        {
            _steps.AddRange(input);
            if (_steps.Count >= recording.Steps * layer.InputSize)
            {
                Flush();
                _isFull = true;
            }
        }

        return stream.Step(input);
    }

    public override void Reset()
    {
        Flush();
        (_start, _isFull) = (null, false);
        stream.Reset();
    }

    public override SequenceState SaveState() => stream.SaveState();

    public override void RestoreState(SequenceState state)
    {
        Flush();
        (_start, _isFull) = (state?.Detach(), false);
        stream.RestoreState(state!);
    }

    /// <summary>Hands over the steps since the start.</summary>
    public void Flush()
    {
        if (_steps.Count == 0)
        {
            return;
        }

        Tensor values = Tensor.FromValues(_steps.ToArray(), new Shape(_steps.Count / layer.InputSize, 1, layer.InputSize));
        _steps.Clear();
        _isFull = true;
        layer.Run(Tape.ForInference(threads: 1), new SequenceBatch(values), _start);
    }
}
