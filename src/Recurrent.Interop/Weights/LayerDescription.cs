using System.Text.Json.Serialization;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Weights;

/// <summary>All that is needed to build a layer of this library for weights that come from elsewhere.</summary>
public sealed record LayerDescription
{
    private const double PyTorchEpsilon = 1e-5;

    /// <summary>What it is.</summary>
    public required LayerKind Kind { get; init; }

    /// <summary>I, the features it reads; V, the number of entries, of an <see cref="LayerKind.Embedding"/>.</summary>
    public required int InputSize { get; init; }

    /// <summary>H of a recurrent layer and direction; O of a map; D of an embedding; the features of a normalisation.</summary>
    public required int Size { get; init; }

    /// <summary>L, how many recurrent layers stand on each other; 1 by default.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whether recurrent layers also read backwards.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>P, the width of an LSTM's projected output; 0, the default, for none.</summary>
    public int ProjectionSize { get; init; }

    /// <summary>The activation of a <see cref="LayerKind.Rnn"/>; tanh by default.</summary>
    public RnnActivation Activation { get; init; }

    /// <summary>Where the reset gate of a <see cref="LayerKind.Gru"/> acts: behind the product (the default) or on the state before it.</summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>Whether a <see cref="LayerKind.Linear"/> has a bias; true by default.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>ε of a <see cref="LayerKind.LayerNorm"/>; PyTorch's 1e-5 by default.</summary>
    public double Epsilon { get; init; } = PyTorchEpsilon;

    /// <summary>Whether it reads sequences.</summary>
    [JsonIgnore]
    public bool IsRecurrent => Kind is LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm;

    /// <summary>The width of what comes out: H, P or O, twice that for two directions.</summary>
    [JsonIgnore]
    public int OutputSize => (ProjectionSize > 0 ? ProjectionSize : Size) * Directions;

    /// <summary>How many values the layer's parameters have, without building it: what a file must hold before memory is taken for it.</summary>
    [JsonIgnore]
    public long ParameterCount => Kind switch
    {
        LayerKind.Linear => ((long)InputSize * Size) + (HasBias ? Size : 0),
        LayerKind.Embedding => (long)InputSize * Size,
        LayerKind.LayerNorm => 2L * Size,
        _ => RecurrentCount,
    };

    internal int Gates => Kind switch { LayerKind.Lstm => 4, LayerKind.Gru => 3, _ => 1 };

    private int Directions => Bidirectional ? 2 : 1;

    private long RecurrentCount
    {
        get
        {
            Int128 width = ProjectionSize > 0 ? ProjectionSize : Size, rows = (Int128)Gates * Size;
            Int128 first = (rows * (InputSize + width + 2)) + ((Int128)ProjectionSize * Size);
            Int128 further = (rows * ((width * Directions) + width + 2)) + ((Int128)ProjectionSize * Size);
            return (long)Int128.Min(long.MaxValue, Directions * (first + ((Layers - 1) * further)));
        }
    }

    /// <summary>Builds the layer.</summary>
    /// <param name="initialization">Where first values come from; <see cref="InitializationScope.ForLoading"/> where weights are loaded next.</param>
    /// <returns>An <see cref="Rnn"/>, <see cref="Gru"/>, <see cref="Lstm"/>, <see cref="Linear"/>, <see cref="Embedding"/> or <see cref="LayerNorm"/>.</returns>
    /// <exception cref="ArgumentException">A size is below 1, or the projection is wider than the cell.</exception>
    public Module Build(InitializationScope initialization) => Kind switch
    {
        LayerKind.Rnn => new Rnn(new RnnOptions(Common) { Activation = Activation }, initialization),
        LayerKind.Gru => new Gru(new GruOptions(Common) { ResetAfter = ResetAfter }, initialization),
        LayerKind.Lstm => new Lstm(new LstmOptions(Common) { ProjectionSize = ProjectionSize }, initialization),
        LayerKind.Linear => new Linear(InputSize, Size, initialization, HasBias),
        LayerKind.Embedding => new Embedding(InputSize, Size, initialization),
        LayerKind.LayerNorm => new LayerNorm(Size, Epsilon),
        _ => throw new ArgumentException($"There is no layer of the kind {Kind}."),
    };

    /// <summary>The layer in words, such as <c>lstm 5 → 2 × 6, 3 layers, both directions</c>.</summary>
    public override string ToString() => Kind switch
    {
        LayerKind.LayerNorm => $"layer norm over {Size}",
        LayerKind.Embedding => $"embedding of {InputSize} entries in {Size}",
        LayerKind.Linear => $"linear {InputSize} → {Size}{(HasBias ? "" : ", no bias")}",
        _ => $"{RecurrentName} {InputSize} → {OutputSize}{(ProjectionSize > 0 ? $" (projected from {Size})" : "")}, {Layers} {(Layers == 1 ? "layer" : "layers")}{(Bidirectional ? ", both directions" : "")}",
    };

    private string RecurrentName => Kind switch
    {
        LayerKind.Gru => ResetAfter ? "gru" : "gru with reset before the product",
        LayerKind.Rnn => Activation == RnnActivation.Relu ? "rnn with ReLU" : "rnn",
        _ => "lstm",
    };

    private RecurrentOptions Common => new() { InputSize = InputSize, HiddenSize = Size, Layers = Layers, Bidirectional = Bidirectional };
}
