namespace Recurrent.Tensors.Ops;

/// <summary>How <see cref="CrossEntropyOp.CrossEntropy"/> counts.</summary>
public sealed record CrossEntropyOptions
{
    /// <summary>ε from 0 to 1: the share of the target that is spread evenly over all classes; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is not from 0 to 1.</exception>
    public float LabelSmoothing
    {
        get;
        init => field = value is >= 0f and <= 1f
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Label smoothing is a share from 0 to 1.");
    }

    /// <summary>The target of rows that do not count, such as padding; −100 as in PyTorch.</summary>
    public int IgnoreIndex { get; init; } = -100;

    /// <summary>One weight ≥ 0 a class, <c>[V]</c>, a constant; null weighs all alike.</summary>
    public Tensor? ClassWeights { get; init; }
}
