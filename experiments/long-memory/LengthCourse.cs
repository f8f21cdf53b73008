using LongMemory.Tasks;

namespace LongMemory;

/// <summary>Short sequences first: the length doubles when it is learnt; after a share of all updates it is the full one in any case.</summary>
/// <remarks>Bengio, Louradour, Collobert and Weston, "Curriculum learning", ICML 2009.</remarks>
internal sealed class LengthCourse
{
    private readonly LongTask[] _stages;
    private readonly LongSettings _settings;
    private int _stage;
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

    /// <summary>Whether the present length is a short one; afterwards it is the full one when short ones have had their share of the updates.</summary>
    public bool MayGoOn(int epoch)
    {
        bool isShort = _stage < _stages.Length - 1;
        if (epoch * (long)_settings.Look >= _settings.Short * _settings.Steps) GoTo(_stages.Length - 1);
        return isShort;
    }

    /// <summary>Takes the next length.</summary>
    public void GoOn() => GoTo(Math.Min(_stage + 1, _stages.Length - 1));

    private void GoTo(int stage)
    {
        if (stage != _stage) (_stage, _validation) = (stage, null);
    }
}
