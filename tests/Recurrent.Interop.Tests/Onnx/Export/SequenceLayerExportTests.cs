using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Memory;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>Every recurrent layer in ONNX Runtime against ours, with rows of all kinds of length, at sizes of the batch that the model was not made for.</summary>
public sealed class SequenceLayerExportTests : IDisposable
{
    private const int Features = 3;
    private const int Hidden = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    /// <summary>
    /// An mLSTM divides by nᵀq, and where that is near 0 even our own two forms of it differ by 1e-4; with the numbers of this seed it is not.
    /// </summary>
    private const ulong Numbers = 12;

    public static MatrixTheoryData<string, int, bool> Cells => new(SequenceLayers.BuiltIn.Names, [1, 3], [false, true]);

    public static TheoryData<string> Variants => [.. Layers.Keys];

    private static Dictionary<string, Func<SequenceLayer>> Layers { get; } = new()
    {
        ["gru-dilated"] = () => new Gru(new GruOptions { InputSize = Features, HiddenSize = Hidden, Layers = 3, Dilation = 2 }, Random),
        ["gru-dilated-both"] = () => new Gru(new GruOptions { InputSize = Features, HiddenSize = Hidden, Layers = 3, Dilation = 2, Bidirectional = true }, Random),
        ["gru-zoneout"] = () => new Gru(new GruOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Zoneout = 0.2, ResetAfter = false }, Random),
        ["gru-layernorm-before"] = () => new Gru(new GruOptions { InputSize = Features, HiddenSize = Hidden, LayerNorm = true, ResetAfter = false, Bidirectional = true }, Random),
        ["indrnn-tanh"] = () => new IndRnn(new RnnOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Activation = RnnActivation.Tanh }, Random),
        ["lru-alone"] = () => new Lru(new LruOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Block = false, StateSize = 6 }, Random),
        ["lru-same-width"] = () => new Lru(new LruOptions { InputSize = Features, HiddenSize = Features, Bidirectional = true }, Random),
        ["lstm-all"] = () => new Lstm(
            new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Bidirectional = true, Peephole = true, CoupledGates = true, LayerNorm = true, ProjectionSize = 2 }, Random),
        ["lstm-dilated"] = () => new Lstm(new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Dilation = 3, Peephole = true }, Random),
        ["lstm-highway"] = () => new Lstm(new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 3, Bidirectional = true, Highway = true }, Random),
        ["lstm-peephole-coupled"] = () => new Lstm(
            new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Bidirectional = true, Peephole = true, CoupledGates = true }, Random),
        ["lstm-peephole-zoneout"] = () => new Lstm(new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Peephole = true, Zoneout = 0.1 }, Random),
        ["lstm-projection"] = () => new Lstm(new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Bidirectional = true, ProjectionSize = 2 }, Random),
        ["lstm-projection-highway"] = () => new Lstm(new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, ProjectionSize = 2, Highway = true }, Random),
        ["lstm-residual"] = () => new Lstm(new LstmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 3, Bidirectional = true, Residual = true, Dropout = 0.5 }, Random),
        ["mgru-zoneout"] = () => new MinGru(new RecurrentOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Zoneout = 0.3 }, Random),
        ["mlstm-one-head"] = () => new Mlstm(new XlstmOptions { InputSize = Features, HiddenSize = Hidden, Heads = 1 }, Random),
        ["ntm-small"] = () => new Ntm(new NtmOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Slots = 3, SlotWidth = 2, Residual = true }, Random),
        ["recurrent-layer"] = () => new RecurrentLayer<GruCell, HiddenState>(
            new GruOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2 }, Random, (own, scope) => new GruCell((GruOptions)own, scope)),
        ["rhn-deep"] = () => new Rhn(new RhnOptions { InputSize = Features, HiddenSize = Hidden, Depth = 4, Layers = 2 }, Random),
        ["rnn-zoneout"] = () => new Rnn(new RnnOptions { InputSize = Features, HiddenSize = Hidden, Layers = 2, Bidirectional = true, Zoneout = 0.25 }, Random),
        ["slstm-one-head"] = () => new Slstm(new XlstmOptions { InputSize = Features, HiddenSize = Hidden, Heads = 1 }, Random),
        ["sru-same-width"] = () => new Sru(new RecurrentOptions { InputSize = Features, HiddenSize = Features, Layers = 2, Bidirectional = true }, Random),
        ["transformer-none-postnorm"] = () => Transformer(new() { InputSize = Features, HiddenSize = 8, Heads = 2, Positions = AttentionPositions.None, IsPostNorm = true }),
        ["transformer-odd-sinusoidal"] = () => Transformer(
            new() { InputSize = Features, HiddenSize = 9, Heads = 3, Layers = 2, Positions = AttentionPositions.Sinusoidal, FeedForward = FeedForwardKind.Relu }),
        ["transformer-odd-rotary"] = () => Transformer(new() { InputSize = 9, HiddenSize = 9, Heads = 3, Layers = 2, FeedForward = FeedForwardKind.GatedGelu }),
        ["transformer-relative"] = () => Transformer(
            new() { InputSize = Features, HiddenSize = 8, Heads = 2, Positions = AttentionPositions.RelativeBias, FarthestDistance = 3 }),
        ["transformer-relative-both"] = () => Transformer(
            new() { InputSize = Features, HiddenSize = 8, Heads = 2, Positions = AttentionPositions.RelativeBias, FarthestDistance = 3, Bidirectional = true }),
        ["transformer-window"] = () => Transformer(new() { InputSize = Features, HiddenSize = 8, Heads = 2, Layers = 2, Window = 3 }),
        ["transformer-window-both"] = () => Transformer(new() { InputSize = Features, HiddenSize = 8, Heads = 2, Layers = 2, Window = 2, Bidirectional = true }),
        ["transformer-window-one"] = () => Transformer(new() { InputSize = Features, HiddenSize = 8, Heads = 2, Window = 1 }),
    };

    private static Transformer Transformer(TransformerOptions options) => new(options, Random);

    private static RandomSource Random => new(5);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cell_gives_the_same_numbers_in_onnx_runtime(string cell, int layers, bool isBidirectional) =>
        Check(SequenceLayers.BuiltIn.Create(cell, new RecurrentOptions { InputSize = Features, HiddenSize = Hidden, Layers = layers, Bidirectional = isBidirectional }, Random));

    [Theory]
    [MemberData(nameof(Variants))]
    public void Option_gives_the_same_numbers_in_onnx_runtime(string variant) => Check(Layers[variant]());

    private void Check(SequenceLayer layer)
    {
        string path = Path.Combine(_folder, "model.onnx");
        OnnxExport.Save(SampleWeights.Fill(layer), path);
        using var run = new OnnxRun(path);
        var batches = new SampleBatches(layer, new RandomSource(Numbers));
        batches.Check(run, time: 7, [7, 7, 7]);
        batches.Check(run, time: 6, [3, 0, 1, 6, 5]);
        batches.Check(run, time: 1, [1]);
    }
}
