using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Text.Classification;

namespace Recurrent.Text.Tests.Classification;

public sealed class TextMemberTests
{
    private const float Step = 1e-3f;

    [Theory]
    [InlineData(TextPooling.MaxMean)]
    [InlineData(TextPooling.Max)]
    [InlineData(TextPooling.Mean)]
    [InlineData(TextPooling.Attention)]
    public void Gradients_of_every_pooling_are_its_differences(TextPooling pooling)
    {
        var member = new TextMember(Architecture(pooling), new InitializationScope(new RandomSource(4)));
        foreach (var parameter in member.Parameters().Select(static named => named.Parameter))
        {
            // Larger weights, so that differences stand out of the rounding.
            var start = parameter.BeginUpdate();
            for (var index = 0; index < start.Length; index++) start[index] *= parameter == member.Table.Weight ? 8 : 1;
        }
        var tape = Tape.ForGradients(threads: 1);
        var logits = Run(tape, member);
        tape.Backward(logits, Upstream);
        var gradients = member.Parameters().ToDictionary(static named => named.Name, static named => named.Parameter.Gradient.ToArray());
        foreach (var (name, parameter) in member.Parameters())
        {
            for (var index = 0; index < parameter.Shape.Length; index += 1 + (parameter.Shape.Length / 23))
            {
                // The vector of the padding stays zero.
                if (parameter == member.Table.Weight && index < 3) continue;
                var difference = (Loss(member, parameter, index, Step) - Loss(member, parameter, index, -Step)) / (2 * Step);
                Assert.True(Math.Abs(difference - gradients[name][index]) < 3e-3, $"{name}[{index}]: difference {difference}, gradient {gradients[name][index]}");
            }
        }
    }

    [Theory]
    [InlineData(TextPooling.MaxMean)]
    [InlineData(TextPooling.Max)]
    [InlineData(TextPooling.Mean)]
    [InlineData(TextPooling.Attention)]
    public void Text_without_tokens_gets_the_bias(TextPooling pooling)
    {
        var member = new TextMember(Architecture(pooling), new InitializationScope(new RandomSource(4)));
        Assert.Equal(member.Head.Bias!.Values.ToArray(), Run(Tape.ForInference(threads: 1), member).Values[4..6].ToArray());
    }

    private static float[] Upstream => [0.7f, -1.1f, 0.4f, 1.3f, -0.6f, 0.9f];

    private static TextArchitecture Architecture(TextPooling pooling) => new()
    {
        Vocabulary = 9,
        Embedding = 3,
        Ratios = 2,
        Cell = "gru",
        Hidden = 4,
        Layers = 1,
        Bidirectional = true,
        Pooling = pooling,
        Classes = 2,
        Members = 1,
        Dropout = 0,
    };

    /// <summary>Three texts of four, two and no tokens.</summary>
    private static Tensor Run(Tape tape, TextMember member)
    {
        EncodedText[] texts =
        [
            new([3, 5, 3, 8], [0.5f, 0, -1, 0.3f, 2, 0, 0.1f, -0.7f]),
            new([1, 7], [-0.2f, 0, 0.9f, 0.4f]),
            new([], []),
        ];
        return member.Run(tape, TextBatch.Of(tape, texts, 2));
    }

    private static double Loss(TextMember member, Parameter parameter, int index, float shift)
    {
        var kept = parameter.Values[index];
        parameter.BeginUpdate()[index] = kept + shift;
        var logits = Run(Tape.ForInference(threads: 1), member).Values;
        var loss = 0.0;
        for (var place = 0; place < logits.Length; place++) loss += (double)logits[place] * Upstream[place];
        parameter.BeginUpdate()[index] = kept;
        return loss;
    }
}
