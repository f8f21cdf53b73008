using LongMemory.Tasks;

namespace LongMemory;

/// <summary>Short sequences first: the length doubles when it is learnt, or when its share of the first half of all updates is used up.</summary>
/// <remarks>Bengio, Louradour, Collobert and Weston, "Curriculum learning", ICML 2009.</remarks>
internal sealed class LengthCourse
{
    private readonly LongTask[] _stages;
    private readonly LongSettings _settings;
    private int _stage, _lastChange;
    private IReadOnlyList<LongBatch>? _validation;

    public LengthCourse(LongTask task, LongSettings settings)
    {
        _settings = settings;
        var stages = new List<LongTask>();
        for (int length = settings.Grow; length > 0 && task.At(length).Time < task.Time; length *= 2) stages.Add(task.At(length));
        _stages = [.. stages, task];
    }

    /// <summary>The task at its present length.</summary>
    public LongTask Present => _stages[_stage];

    /// <summary>Sequences of the present length that nothing is learnt from.</summary>
    public IReadOnlyList<LongBatch> Validation => _validation ??= Present.Validation(_settings.Batch);

    /// <summary>Whether there is a longer length; goes on by itself when this one has had its share.</summary>
    public bool MayGoOn(int epoch)
    {
        bool isLast = _stage == _stages.Length - 1;
        if (isLast || (epoch - _lastChange) * (long)_settings.Look * _stages.Length < _settings.Steps / 2) return !isLast;
        GoOn(epoch);
        return _stage < _stages.Length - 1;
    }

    /// <summary>Takes the next length.</summary>
    public void GoOn(int epoch) => (_stage, _lastChange, _validation) = (_stage + 1, epoch, null);
}
