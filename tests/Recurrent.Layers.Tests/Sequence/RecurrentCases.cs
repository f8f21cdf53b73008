using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Memory;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Tests.Sequence;

/// <summary>Every kind of recurrent layer in the combinations the contracts are held against, by name.</summary>
internal static class RecurrentCases
{
    private static readonly RecurrentOptions One = new() { InputSize = 3, HiddenSize = 5 };
    private static readonly RecurrentOptions Deep = One with { Layers = 3, Residual = true, Dropout = 0.5 };
    private static readonly RecurrentOptions Both = One with { Bidirectional = true };
    private static readonly RecurrentOptions DeepBoth = Deep with { Bidirectional = true };

    // A ReLU network needs a start away from 0 to have a gradient everywhere, hence PyTorch's; the layer is small.
    private static readonly Dictionary<string, Func<RecurrentOptions, InitializationScope, RecurrentStack>> Kinds = new()
    {
        ["rnn"] = (options, scope) => new Rnn(new RnnOptions(options), scope),
        ["rnn-relu"] = (options, scope) => new Rnn(new RnnOptions(options) { Activation = RnnActivation.Relu }, scope),
        ["lstm"] = (options, scope) => new Lstm(new LstmOptions(options), scope),
        ["gru"] = (options, scope) => new Gru(new GruOptions(options), scope),
        ["gru-before"] = (options, scope) => new Gru(new GruOptions(options) { ResetAfter = false }, scope),
        ["mingru-cell"] = (options, scope) => new MinGru(options, scope),
        ["minlstm-cell"] = (options, scope) => new MinLstm(options, scope),
        ["indrnn-cell"] = (options, scope) => new IndRnn(new RnnOptions(options), scope),
        ["sru-cell"] = (options, scope) => new Sru(options, scope),
        ["lru-cell"] = (options, scope) => new Lru(new LruOptions(options), scope),
        ["lru-plain-cell"] = (options, scope) => new Lru(new LruOptions(options) { Block = false, StateSize = 7, MaximumPhase = 1 }, scope),
        ["lstm-peephole-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { Peephole = true }, scope),
        ["lstm-coupled-peephole-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { Peephole = true, CoupledGates = true }, scope),
        ["zoneout-lstm-peephole-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { Peephole = true, Zoneout = 0.2, WeightDropout = 0.1 }, scope),
        ["lstm-everything-cell"] = (options, scope) => new Lstm(
            new LstmOptions(options) { Peephole = true, CoupledGates = true, LayerNorm = true, ProjectionSize = 4, Zoneout = 0.2, WeightDropout = 0.2 }, scope),
        ["lstm-coupled"] = (options, scope) => new Lstm(new LstmOptions(options) { CoupledGates = true }, scope),
        ["lstm-coupled-cell"] = (options, scope) => new RecurrentLayer<LstmCell, LstmState>(
            new LstmOptions(options) { CoupledGates = true }, scope, (own, part) => new LstmCell((LstmOptions)own, part)),
        ["lstm-projected-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { ProjectionSize = 2 }, scope),
        ["lstm-layernorm-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { LayerNorm = true }, scope),
        ["gru-layernorm-cell"] = (options, scope) => new Gru(new GruOptions(options) { LayerNorm = true }, scope),
        ["gru-before-layernorm-cell"] = (options, scope) => new Gru(new GruOptions(options) { HiddenSize = 6, LayerNorm = true, ResetAfter = false, Zoneout = 0.2 }, scope),
        ["slstm-cell"] = (options, scope) => new Slstm(new XlstmOptions(options) { HiddenSize = 6, Heads = 2, WeightDropout = 0.1 }, scope),
        ["mlstm-cell"] = (options, scope) => new Mlstm(new XlstmOptions(options) { HiddenSize = 6, Heads = 2, ChunkSize = 4 }, scope),
        ["ntm-cell"] = (options, scope) => new Ntm(new NtmOptions(options) { Slots = 4, SlotWidth = 3 }, scope),
        ["rhn-cell"] = (options, scope) => new Rhn(new RhnOptions(options) { Depth = 2, WeightDropout = 0.1, Zoneout = 0.1 }, scope),
        ["highway-gru-cell"] = (options, scope) => new Gru(new GruOptions(options) { Residual = false, Highway = true }, scope),
        ["highway-slstm-cell"] = (options, scope) => new Slstm(new XlstmOptions(options) { HiddenSize = 4, Residual = false, Highway = true }, scope),
        ["dilated-lstm-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { Dilation = 2 }, scope),
        ["dilated-gru-cell"] = (options, scope) => new Gru(new GruOptions(options) { Dilation = 2 }, scope),
        ["dilated-lru-cell"] = (options, scope) => new Lru(new LruOptions(options) { Dilation = 2 }, scope),
        ["dilated-rhn-cell"] = (options, scope) => new Rhn(new RhnOptions(options) { Dilation = 2 }, scope),
        ["zoneout-mingru-cell"] = (options, scope) => new MinGru(options with { Zoneout = 0.3 }, scope),
        ["rnn-cell"] = (options, scope) => new RecurrentLayer<RnnCell, HiddenState>(new RnnOptions(options), scope, (own, part) => new RnnCell((RnnOptions)own, part)),
        ["rnn-relu-cell"] = (options, scope) => new RecurrentLayer<RnnCell, HiddenState>(
            new RnnOptions(options) { Activation = RnnActivation.Relu }, scope, (own, part) => new RnnCell((RnnOptions)own, part)),
        ["lstm-cell"] = (options, scope) => new RecurrentLayer<LstmCell, LstmState>(new LstmOptions(options), scope, (own, part) => new LstmCell((LstmOptions)own, part)),
        ["gru-cell"] = (options, scope) => new RecurrentLayer<GruCell, HiddenState>(new GruOptions(options), scope, (own, part) => new GruCell((GruOptions)own, part)),
        ["gru-before-cell"] = (options, scope) => new RecurrentLayer<GruCell, HiddenState>(
            new GruOptions(options) { ResetAfter = false }, scope, (own, part) => new GruCell((GruOptions)own, part)),
        ["zoneout-lstm-cell"] = (options, scope) => new Lstm(new LstmOptions(options) { Zoneout = 0.3 }, scope),
        ["zoneout-gru-cell"] = (options, scope) => new Gru(new GruOptions(options) { Zoneout = 0.3 }, scope),
    };

    private static readonly Dictionary<string, RecurrentOptions> Shapes = new()
    {
        ["one"] = One,
        ["deep"] = Deep,
        ["both"] = Both,
        ["deep-both"] = DeepBoth,
    };

    // Kinds that remember something else than their output.
    private static readonly string[] Memories = ["sru", "lru", "mlstm", "ntm"];

    public static IEnumerable<string> Fused => Kinds.Keys.Where(kind => !kind.EndsWith("-cell", StringComparison.Ordinal));

    public static IEnumerable<string> ShapeNames => Shapes.Keys;

    /// <summary>Names such as <c>lstm/deep-both</c>.</summary>
    public static IEnumerable<string> Names => Kinds.Keys.SelectMany(kind => Shapes.Keys.Select(shape => $"{kind}/{shape}"));

    /// <summary>Whether no step reads a component of the state.</summary>
    public static Predicate<int>? Unread(string name) => name.StartsWith("dilated-lru", StringComparison.Ordinal) ? static component => component % 2 == 0
        : Memories.Any(kind => name.StartsWith(kind, StringComparison.Ordinal)) ? static component => component == 0
        : null;

    /// <summary>The component of the state that the cell divides by, so that it has to be above 0.</summary>
    public static int? Divisor(string name) => name.Contains("slstm", StringComparison.Ordinal) ? 2 : null;

    /// <summary>Values of the output of one layer and direction.</summary>
    public static int Width(string name) => name.Split('/')[0] switch
    {
        "lstm-projected-cell" => 2,
        "lstm-everything-cell" or "highway-slstm-cell" => 4,
        "slstm-cell" or "mlstm-cell" or "gru-before-layernorm-cell" => 6,
        _ => One.HiddenSize,
    };

    public static bool IsCausal(string name) => !Options(name).Bidirectional;

    public static RecurrentOptions Options(string name) => Shapes[name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]];

    public static RecurrentStack Create(string name, InitializationScope scope) => Create(name, Options(name), scope);

    public static RecurrentStack Create(string name, RecurrentOptions options, InitializationScope scope) =>
        Kinds[name.Split('/')[0]](options with { Initialization = RecurrentInitialization.PyTorch }, scope);
}
