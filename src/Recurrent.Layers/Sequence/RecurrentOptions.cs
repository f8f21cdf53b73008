using Recurrent.Layers.Initialization;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>What all recurrent layers have in common; <see cref="RnnOptions"/>, <see cref="LstmOptions"/> and <see cref="GruOptions"/> add the cell's own.</summary>
public record RecurrentOptions
{
    private const int LargestWidth = 1 << 26;

    /// <summary>I, the features of a step, 1 to 2^26.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1 or above 2^26.</exception>
    public required int InputSize
    {
        get;
        init => field = Width(value, nameof(InputSize));
    }

    /// <summary>H, the width of the hidden state of one layer and direction, 1 to 2^26.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1 or above 2^26.</exception>
    public required int HiddenSize
    {
        get;
        init => field = Width(value, nameof(HiddenSize));
    }

    /// <summary>L, how many layers stand on each other, at least 1; 1 by default, as in PyTorch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Layers
    {
        get;
        init => field = AtLeastOne(value, nameof(Layers));
    } = 1;

    /// <summary>Whether every layer also reads the sequence backwards and gives both outputs side by side, <c>[T, B, 2H]</c>.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>
    /// Share of values set to zero in training between one layer and the next, 0 to below 1; 0 by default. Not on the input of the first
    /// layer and not on the output of the last, as in PyTorch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to 1 or above, or to NaN.</exception>
    public double Dropout
    {
        get;
        init => field = Share(value, nameof(Dropout));
    }

    /// <summary>
    /// Whether <see cref="Dropout"/> drops the same values at all steps of a sequence instead of others at every step; false by default, as in
    /// PyTorch. Gal and Ghahramani, 2016.
    /// </summary>
    public bool VariationalDropout { get; init; }

    /// <summary>
    /// Share of the recurrent weights W_hh set to zero in training, the same ones at all steps of a pass, 0 to below 1; 0 by default. Layers
    /// with a recurrent matrix have it, <see cref="RecurrentLayer{TCell, TState}"/> refuses it. Merity, Keskar and Socher, "Regularizing and optimizing LSTM
    /// language models", 2017.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to 1 or above, or to NaN.</exception>
    public double WeightDropout
    {
        get;
        init => field = Share(value, nameof(WeightDropout));
    }

    /// <summary>
    /// Share of state values that keep their value of the step before, drawn anew at every step of training, 0 to below 1; 0 by default. In
    /// inference the state is the mean of both (<see cref="Cells.ZoneoutCell{TCell, TState}"/>). Part of the fused loop of RNN, GRU and LSTM without
    /// peepholes, which takes up to a fifth longer with it. Others then run step by step, but <see cref="Slstm"/>, <see cref="Mlstm"/>, <see cref="Lru"/>,
    /// <see cref="Memory.Ntm"/> and <see cref="Transformers.Transformer"/> refuse it. Krueger and others, "Zoneout", 2016.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to 1 or above, or to NaN.</exception>
    public double Zoneout
    {
        get;
        init => field = Share(value, nameof(Zoneout));
    }

    /// <summary>
    /// Whether every layer but the first adds its input (before dropout) to its output: y_l = layer_l(dropout(y_{l−1})) + y_{l−1}. The sizes
    /// always match there; the first layer has no such path because I and H may differ. States are not changed by it.
    /// </summary>
    public bool Residual { get; init; }

    /// <summary>
    /// Whether every layer but the first has a gated path around it instead of a plain one: y_l = t ⊙ layer_l(dropout(y_{l−1})) + (1 − t) ⊙ y_{l−1}
    /// with t = σ(W y_{l−1} + b), b −1 at first (<c>weight_highway_l1</c>, <c>bias_highway_l1</c>). Not together with <see cref="Residual"/>.
    /// Srivastava, Greff and Schmidhuber, "Training very deep networks", NIPS 2015.
    /// </summary>
    public bool Highway { get; init; }

    /// <summary>
    /// M, how fast the layers' steps grow, at least 1: layer l reads its state of M^l steps before, so the first one the step before as usual, the
    /// next ones with M = 2 that of 2, 4, 8, … steps before. 1, the default, is no dilation. Every layer then has a memory M times longer than the
    /// one below at the same cost; the state has M^(L − 1) times the components. Chang and others, "Dilated recurrent neural networks", NIPS 2017.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Dilation
    {
        get;
        init => field = AtLeastOne(value, nameof(Dilation));
    } = 1;

    /// <summary>
    /// Whether the fused layers (<see cref="Rnn"/>, <see cref="Lstm"/>, <see cref="Gru"/>) keep all that their backward pass needs, the default,
    /// or compute most of it again, so that very long sequences fit into memory. It says how to train and not what the layer is: saved
    /// models do not record it. <see cref="RecurrentLayer{TCell, TState}"/> refuses it, since its cell is run op by op.
    /// </summary>
    public Recomputation Recomputation { get; init; }

    /// <summary>First values of weights and biases.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public RecurrentInitialization Initialization
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Initialization));
            field = value;
        }
    } = RecurrentInitialization.Default;

    /// <summary>1, or 2 when bidirectional.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>Width of the output of one layer and direction.</summary>
    internal virtual int OutputWidth => HiddenSize;

    private static double Share(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a share of values; give a number from 0 to below 1.");

    /// <remarks>Up to here no product with the number of gates leaves an integer; what weights need is checked where they are made.</remarks>
    private static int Width(int value, string name) => AtLeastOne(value, name) <= LargestWidth
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number of features; give a number of at most {LargestWidth}.");

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} counts features, layers or steps; give a number of at least 1.");
}
