using Recurrent.Training;

namespace Recurrent.Text;

/// <summary>What the options of every text model have in common: the recurrent network and its training.</summary>
/// <remarks>Each task sets defaults of its own; its options say which.</remarks>
public abstract record TextModelOptions : TrainingRunOptions
{
    /// <summary>The name of a transformer among the sequence layers.</summary>
    private protected const string TransformerName = "transformer";

    private protected TextModelOptions()
    {
    }

    /// <summary>Name of the recurrent layer: <c>lstm</c>, <c>gru</c> or <c>rnn</c> among others.</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary>Whether the body is a transformer.</summary>
    internal bool IsTransformer => Cell.Equals(TransformerName, StringComparison.OrdinalIgnoreCase);

    /// <summary>H, the width of the hidden state of one layer and direction, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Hidden
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hidden));
    }

    /// <summary>L, recurrent layers on top of each other, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Layers
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Layers));
    }

    /// <summary>E, the width of the vector of a token, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Embedding
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Embedding));
    }

    /// <summary>Share of values dropped in training, 0 to 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Dropout
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9, nameof(Dropout))!;
    }

    /// <summary>Texts (or streams of text) of an update, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(BatchSize));
    }

    /// <summary>Passes over the training data at most, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Epochs
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Epochs));
    }

    /// <summary>Passes without a better validation score after which training stops, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Patience
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Patience));
    }

    /// <summary>Highest learning rate, above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double LearningRate
    {
        get;
        init => field = (double)OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate))!;
    }
}
