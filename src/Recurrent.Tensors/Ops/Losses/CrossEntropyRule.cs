using Recurrent.Kernels.Reduce;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>What each row's target and the options say about its loss.</summary>
internal readonly ref struct CrossEntropyRule
{
    private readonly ReadOnlySpan<int> _targets;
    private readonly int _ignoreIndex;
    private readonly double _smoothing;

    public CrossEntropyRule(ReadOnlySpan<int> targets, int classes, CrossEntropyOptions options)
    {
        _targets = targets;
        _ignoreIndex = options.IgnoreIndex;
        _smoothing = options.LabelSmoothing;
        Classes = classes;
        ClassWeights = options.ClassWeights is null ? [] : options.ClassWeights.Values;
        SumOfClassWeights = ClassWeights.IsEmpty ? classes : FixedOrder.Sum(ClassWeights);
    }

    /// <summary>V.</summary>
    public int Classes { get; }

    /// <summary>c, or empty for all 1.</summary>
    public ReadOnlySpan<float> ClassWeights { get; }

    /// <summary>Σ_v c_v.</summary>
    public double SumOfClassWeights { get; }

    /// <summary>ε/V, what every class gets of the target.</summary>
    public double Share => _smoothing / Classes;

    /// <summary>Whether a row counts.</summary>
    public bool IsCounted(int row) => _targets[row] != _ignoreIndex;

    /// <summary>The class of a row that counts.</summary>
    public int Target(int row) => _targets[row];

    /// <summary>c_t of a row that counts.</summary>
    public double TargetWeight(int row) => ClassWeights.IsEmpty ? 1 : ClassWeights[_targets[row]];

    /// <summary>(1 − ε) c_t, what the target class has on top of its share.</summary>
    public double TargetTerm(int row) => (1 - _smoothing) * TargetWeight(row);

    /// <summary>Σ c_t over the rows that count.</summary>
    public double TotalWeight()
    {
        double total = 0;
        for (int row = 0; row < _targets.Length; row++)
        {
            total += IsCounted(row) ? TargetWeight(row) : 0;
        }

        return total;
    }
}
