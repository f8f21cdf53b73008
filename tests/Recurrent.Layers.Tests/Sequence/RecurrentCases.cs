using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
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

    public static IEnumerable<string> Fused => Kinds.Keys.Where(kind => !kind.EndsWith("-cell", StringComparison.Ordinal));

    public static IEnumerable<string> ShapeNames => Shapes.Keys;

    /// <summary>Names such as <c>lstm/deep-both</c>.</summary>
    public static IEnumerable<string> Names => Kinds.Keys.SelectMany(kind => Shapes.Keys.Select(shape => $"{kind}/{shape}"));

    /// <summary>The component of the state that no step reads.</summary>
    public static int? Unread(string name) => name.StartsWith("sru", StringComparison.Ordinal) ? 0 : null;

    public static bool IsCausal(string name) => !Options(name).Bidirectional;

    public static RecurrentOptions Options(string name) => Shapes[name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]];

    public static RecurrentStack Create(string name, InitializationScope scope) => Create(name, Options(name), scope);

    public static RecurrentStack Create(string name, RecurrentOptions options, InitializationScope scope) =>
        Kinds[name.Split('/')[0]](options with { Initialization = RecurrentInitialization.PyTorch }, scope);
}
