using Recurrent.Layers.Memory;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Testing;
using static Recurrent.Layers.Tests.Memory.PlainMath;

namespace Recurrent.Layers.Tests.Memory;

public sealed class KeyValueMemoryTests
{
    private const int Size = 3;
    private static readonly Tensor Query = SampleTensors.Normal("query", new Shape(2, Size));
    private static readonly Tensor Keys = SampleTensors.Normal("keys", new Shape(2, 4, Size));
    private static readonly Tensor Values = SampleTensors.Normal("values", new Shape(2, 4, Size));
    private static readonly Tensor Mask = Tensor.FromValues([1, 1, 1, 1, 1, 1, 0, 0], new Shape(2, 1, 4));

    public static TheoryData<LayerClause> Clauses => [.. Enum.GetValues<LayerClause>()];

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Memory_keeps_the_layer_contract(LayerClause clause) => new LayerContract<KeyValueMemory>
    {
        Create = scope => new KeyValueMemory(Size, 2, scope),
        Run = (memory, tape) => memory.Run(tape, Query, Keys, Values, Mask).Query,
        OutputShape = new Shape(2, Size),
    }.Check(clause);

    [Fact]
    public void Memory_has_the_values_and_gradients_of_the_paper()
    {
        var memory = new KeyValueMemory(Size, 2, new RandomSource(1));
        ParameterGradients.Check(memory, tape => memory.Run(tape, Query, Keys, Values, Mask).Query, weights => [.. Enumerable.Range(0, 2).SelectMany(row => Reference(weights, row, row == 0 ? 4 : 2))]);
    }

    [Fact]
    public void Memory_names_shapes_that_do_not_fit() => Assert.Contains(
        "[B, N, E]", Assert.Throws<ArgumentException>(() => new KeyValueMemory(Size, 1, new RandomSource(1)).Run(Tape.ForInference(), Query, Keys, Query)).Message, StringComparison.Ordinal);

    private static double[] Reference(IReadOnlyDictionary<string, double[]> weights, int row, int slots)
    {
        double[] query = Part(Query, row);
        for (int hop = 0; hop < 2; hop++)
        {
            double[] shares = Softmax([.. Enumerable.Range(0, slots).Select(slot => Dot(query, Part(Keys, (row * 4) + slot)))]);
            double[] found = Weighted(shares, [.. Enumerable.Range(0, slots).Select(slot => Part(Values, (row * 4) + slot))], Size);
            query = Product(weights[$"hop{hop}.weight"], Sum(query, found));
        }

        return query;

        static double[] Part(Tensor tensor, int index) => [.. tensor.Values.Slice(index * Size, Size).ToArray().Select(value => (double)value)];
    }
}
