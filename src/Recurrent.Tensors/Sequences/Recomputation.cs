namespace Recurrent.Tensors.Sequences;

/// <summary>
/// Whether a recurrent layer keeps all that its backward pass needs, or only the state at every s-th step and computes the steps in between
/// again (gradient checkpointing).
/// </summary>
/// <remarks>
/// A layer that keeps all needs memory proportional to T for its gates and their gradients; with a state every √T steps, memory proportional
/// to √T, for about one more forward pass (Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016; Gruslys et al.,
/// "Memory-Efficient Backpropagation Through Time", 2016). The outputs <c>[T, B, H]</c> and their gradient are tensors like any other and stay.
/// Outputs, final states and the gradients of input and initial state are the same bits either way. The gradients of weights and biases are
/// sums over all steps that are added up in another order, so they differ by rounding; they too are the same bits from run to run and
/// whatever the threads.
/// </remarks>
public readonly record struct Recomputation
{
    private const int SquareRootOfTime = -1;

    private readonly int _steps;

    private Recomputation(int steps) => _steps = steps;

    /// <summary>Everything is kept: the default, and the fastest where memory suffices.</summary>
    public static Recomputation None => default;

    /// <summary>A state every √T steps, which needs the least memory.</summary>
    public static Recomputation EverySquareRoot => new(SquareRootOfTime);

    /// <summary>A state every so many steps.</summary>
    /// <param name="steps">s, at least 1; sequences of up to s steps keep everything.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static Recomputation Every(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return new Recomputation(steps);
    }

    internal bool IsNone => _steps == 0;

    /// <summary>How many steps lie between two kept states; <paramref name="time"/> or more where all is kept.</summary>
    /// <param name="time">T.</param>
    internal int StepsBetweenStates(int time) => _steps switch
    {
        0 => Math.Max(1, time),
        SquareRootOfTime => Math.Max(1, (int)Math.Ceiling(Math.Sqrt(time))),
        _ => _steps,
    };

    /// <summary>The setting in words.</summary>
    public override string ToString() => _steps switch
    {
        0 => "nothing is recomputed",
        SquareRootOfTime => "a state every √T steps",
        _ => $"a state every {_steps} steps",
    };
}
