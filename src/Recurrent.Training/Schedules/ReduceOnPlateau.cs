namespace Recurrent.Training.Schedules;

/// <summary>Lowers the learning rate when the validation score stops improving; multiplies whatever schedule is in force.</summary>
/// <remarks>As PyTorch's ReduceLROnPlateau. A pure function from state and score to the next state; the state is part of a checkpoint.</remarks>
public sealed record ReduceOnPlateau
{
    /// <summary>What the rate is multiplied by, above 0 and below 1; default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below, to 1 or above, or to NaN.</exception>
    public double Factor
    {
        get;
        init => field = OptionGuard.Inside(value, 0, 1, nameof(Factor));
    } = 0.1;

    /// <summary>Validations without improvement that are waited out; the one after them lowers the rate. Default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Patience
    {
        get;
        init => field = (int)OptionGuard.AtLeast(value, 0, nameof(Patience));
    } = 10;

    /// <summary>Relative improvement that counts; default 10⁻⁴.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double RelativeThreshold
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(RelativeThreshold));
    } = 1e-4;

    /// <summary>Validations after a reduction during which none is counted as bad; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Cooldown
    {
        get;
        init => field = (int)OptionGuard.AtLeast(value, 0, nameof(Cooldown));
    }

    /// <summary>Smallest share of the schedule's rate; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, above 1 or to NaN.</exception>
    public double MinimumFactor
    {
        get;
        init => field = OptionGuard.Between(value, 0, 1, nameof(MinimumFactor));
    }

    /// <summary>Takes in one validation score.</summary>
    /// <param name="state">State before; <see cref="PlateauState.Start"/> at first.</param>
    /// <param name="score">The score; a score that is not a number counts as no improvement.</param>
    /// <param name="higherIsBetter">Whether larger scores are better; false for a loss.</param>
    /// <returns>State after, with the factor to apply from now on.</returns>
    public PlateauState Next(PlateauState state, double score, bool higherIsBetter = false)
    {
        bool isBetter = state.Best is not double best || (higherIsBetter ? score > best * (1 + RelativeThreshold) : score < best * (1 - RelativeThreshold));
        isBetter &= !double.IsNaN(score);
        int bad = isBetter ? 0 : state.BadScores + 1;
        int cooling = state.CoolingLeft;
        if (cooling > 0)
        {
            cooling--;
            bad = 0;
        }

        var next = new PlateauState(state.Factor, isBetter ? score : state.Best, bad, cooling);
        return bad <= Patience ? next : next with { Factor = Math.Max(state.Factor * Factor, MinimumFactor), BadScores = 0, CoolingLeft = Cooldown };
    }
}
