using System.Globalization;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;

namespace LongMemory;

/// <summary>A network and how it is trained.</summary>
internal sealed record LongSettings
{
    /// <summary>A name of <see cref="SequenceLayers.BuiltIn"/>, or several joined by +, which take turns from layer to layer.</summary>
    public string Cell { get; init; } = "gru";

    /// <summary>H.</summary>
    public int Hidden { get; init; } = 128;

    public int Layers { get; init; } = 1;

    /// <summary>B.</summary>
    public int Batch { get; init; } = 50;

    public int Steps { get; init; } = 5000;

    public double Rate { get; init; } = 0.002;

    public double Clip { get; init; } = 1;

    public double Dropout { get; init; }

    /// <summary>default, pytorch, irnn or chrono.</summary>
    public string Initialization { get; init; } = "default";

    /// <summary>Learning starts with sequences of this length and doubles it whenever they are learnt, until all have their full length; 0 for full length at once.</summary>
    public int Grow { get; init; }

    /// <summary>Share of the updates after which the length is the full one in any case.</summary>
    public double Short { get; init; } = 0.5;

    /// <summary>Steps between two looks at the validation sequences.</summary>
    public int Look { get; init; } = 250;

    public ulong Seed { get; init; } = 1;

    /// <summary>0 for one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Of a transformer.</summary>
    public AttentionPositions Positions { get; init; } = AttentionPositions.Rotary;

    /// <summary>Of a transformer; 0 to choose them by the width.</summary>
    public int Heads { get; init; }

    /// <summary>Ends training when the validation score is as good as this; NaN for never.</summary>
    public double Enough { get; init; } = double.NaN;

    /// <summary>Reads "key=value" words.</summary>
    public LongSettings With(string key, string value) => key switch
    {
        "cell" => this with { Cell = value },
        "hidden" => this with { Hidden = Whole(value) },
        "layers" => this with { Layers = Whole(value) },
        "batch" => this with { Batch = Whole(value) },
        "steps" => this with { Steps = Whole(value) },
        "rate" => this with { Rate = Number(value) },
        "clip" => this with { Clip = Number(value) },
        "dropout" => this with { Dropout = Number(value) },
        "init" => this with { Initialization = value },
        "grow" => this with { Grow = Whole(value) },
        "short" => this with { Short = Number(value) },
        "look" => this with { Look = Whole(value) },
        "threads" => this with { Threads = Whole(value) },
        "positions" => this with { Positions = Enum.Parse<AttentionPositions>(value, ignoreCase: true) },
        "heads" => this with { Heads = Whole(value) },
        "enough" => this with { Enough = Number(value) },
        _ => throw new FormatException($"There is no setting '{key}'; known: cell, hidden, layers, batch, steps, rate, clip, dropout, init, grow, short, look, enough, threads, positions, heads, length, seeds, must, aim, out, data."),
    };

    /// <summary>The kind of one layer.</summary>
    public string CellOf(int layer) => Cell.Split('+')[layer % Cell.Split('+').Length];

    /// <summary>Sizes of one layer.</summary>
    public RecurrentOptions LayerOptions(int layer, int inputs, int time)
    {
        RecurrentOptions common = Common(inputs, time);
        return CellOf(layer) == "transformer" ? new TransformerOptions(common) { Window = time, Positions = Positions, Heads = Heads } : common;
    }

    private RecurrentOptions Common(int inputs, int time) => new()
    {
        InputSize = inputs,
        HiddenSize = Hidden,
        Initialization = Initialization switch
        {
            "default" => RecurrentInitialization.Default,
            "pytorch" => RecurrentInitialization.PyTorch,
            "irnn" => RecurrentInitialization.Irnn,
            "chrono" => RecurrentInitialization.Chrono(time),
            _ => throw new FormatException($"There is no initialisation '{Initialization}'; known: default, pytorch, irnn, chrono."),
        },
    };

    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
