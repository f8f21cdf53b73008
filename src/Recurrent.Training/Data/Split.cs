using System.Collections.Immutable;
using Recurrent.Tensors.Random;

namespace Recurrent.Training.Data;

/// <summary>Which items are for training, validation and test; every item is in exactly one part.</summary>
/// <param name="Training">Items to learn from.</param>
/// <param name="Validation">Items to choose by: early stopping, options.</param>
/// <param name="Test">Items to report on, looked at once.</param>
public sealed record Split(ImmutableArray<int> Training, ImmutableArray<int> Validation, ImmutableArray<int> Test)
{
    /// <summary>Splits in order, for items that follow each other in time: the future is never used to predict the past.</summary>
    /// <param name="count">Number of items, oldest first.</param>
    /// <param name="validation">Share of the items, 0 to 1, after the training part.</param>
    /// <param name="test">Share of the items, 0 to 1, at the end.</param>
    /// <returns>Three runs of consecutive items.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shares are no shares, or leave nothing to train on.</exception>
    public static Split InOrder(int count, double validation, double test) => Cut([.. Enumerable.Range(0, count)], validation, test);

    /// <summary>Splits at random, for items that are independent of each other.</summary>
    /// <param name="count">Number of items.</param>
    /// <param name="validation">Share of the items, 0 to 1.</param>
    /// <param name="test">Share of the items, 0 to 1.</param>
    /// <param name="random">Decides the order; the same stream gives the same split.</param>
    /// <returns>Three parts in random order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shares are no shares, or leave nothing to train on.</exception>
    public static Split Shuffled(int count, double validation, double test, RandomStream random)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(items);
        return Cut(items, validation, test);
    }

    private static Split Cut(int[] items, double validation, double test)
    {
        int held = PartOf(items.Length, validation, nameof(validation)), last = PartOf(items.Length, test, nameof(test));
        int training = items.Length - held - last;
        if (training <= 0 && items.Length > 0)
            throw new ArgumentOutOfRangeException(nameof(validation), $"Shares {validation} and {test} of {items.Length} items leave none to train on; lower them.");
        return new Split([.. items[..training]], [.. items[training..(training + held)]], [.. items[(training + held)..]]);
    }

    private static int PartOf(int count, double share, string name) => share is >= 0 and <= 1
        ? (int)Math.Round(count * share, MidpointRounding.AwayFromZero)
        : throw new ArgumentOutOfRangeException(name, share, "A share is a number from 0 to 1.");
}
