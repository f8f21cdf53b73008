using System.Collections.Immutable;

namespace Recurrent.Layers.Memory;

/// <summary>What all readers of stories have in common.</summary>
public record StoryReaderOptions
{
    /// <summary>V, how many tokens there are, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int Tokens
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    /// <summary>The token that stands for each answer; a network whose output is not tied to the words only takes their number. [C]</summary>
    /// <exception cref="ArgumentException">Set to none.</exception>
    public required ImmutableArray<int> AnswerTokens
    {
        get;
        init => field = value.IsDefaultOrEmpty ? throw new ArgumentException("Got no answer; expected at least one.", nameof(value)) : value;
    }

    /// <summary>E, the width of all vectors, at least 1; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Size
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 50;

    /// <summary>K, how often the story is looked at (hops, layers), at least 1; 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Hops
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 3;

    /// <summary>Whether the order of the words in a sentence counts (position encoding); true by default.</summary>
    public bool HasPositions { get; init; } = true;

    /// <summary>Share of the values of sentence vectors dropped in training, 0 to below 1; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Dropout
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Dropout is a share of values to drop; give a number from 0 to below 1.");
    }
}
