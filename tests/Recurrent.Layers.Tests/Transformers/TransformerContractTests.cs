using Recurrent.Layers.Attention;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Transformers;

public sealed class TransformerContractTests
{
    private const int Window = 5;

    private static readonly TransformerOptions Usual = new() { InputSize = 3, HiddenSize = 8, Layers = 2, Heads = 2, Window = Window };

    public static MatrixTheoryData<CellClause, string> Contract => new(Enum.GetValues<CellClause>(), [.. Variants.Keys]);

    private static Dictionary<string, TransformerOptions> Variants => new()
    {
        ["usual"] = Usual,
        ["one layer, same width"] = Usual with { InputSize = 8, Layers = 1 },
        ["post-norm"] = Usual with { IsPostNorm = true },
        ["relative bias"] = Usual with { Positions = AttentionPositions.RelativeBias, FarthestDistance = 2 },
        ["sinusoidal, gated"] = Usual with { Positions = AttentionPositions.Sinusoidal, FeedForward = FeedForwardKind.GatedGelu },
        ["no positions, relu"] = Usual with { Positions = AttentionPositions.None, FeedForward = FeedForwardKind.Relu },
        ["heads of an odd width"] = Usual with { HiddenSize = 6 },
        ["bidirectional"] = Usual with { Bidirectional = true },
        ["bidirectional, relative bias"] = Usual with { Bidirectional = true, Positions = AttentionPositions.RelativeBias, FarthestDistance = 3 },
    };

    [Theory]
    [MemberData(nameof(Contract))]
    public void A_transformer_keeps_the_cell_contract(CellClause clause, string variant)
    {
        TransformerOptions options = Variants[variant];
        new CellContract(scope => new Transformer(options, scope), isCausal: !options.Bidirectional, unread: static component => component == 2) { Middle = MiddleOf }.Check(clause);
    }

    /// <summary>Rows that have had more steps than the window holds.</summary>
    private static SequenceState MiddleOf(SequenceLayer layer, int rows)
    {
        var transformer = (Transformer)layer;
        var shape = new Shape(transformer.Layers, rows, Window - 1, layer.OutputSize);
        float[] steps = [.. Enumerable.Range(0, 2 * rows).Select(index => index % 2 == 0 ? index : 17f + index)];
        return new SequenceState([Tensor.Zeros(shape), Tensor.Zeros(shape), Tensor.FromValues(steps, new Shape(1, rows, 2))]);
    }
}
