using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class MatMulOpTests
{
    [Theory]
    [InlineData(new[] { 3, 5 }, new[] { 5, 4 }, false)]
    [InlineData(new[] { 1, 1 }, new[] { 1, 1 }, false)]
    [InlineData(new[] { 7, 17 }, new[] { 9, 17 }, true)]
    [InlineData(new[] { 2, 3, 5 }, new[] { 5, 4 }, false)]
    [InlineData(new[] { 2, 3, 5 }, new[] { 4, 5 }, true)]
    [InlineData(new[] { 2, 3, 5 }, new[] { 2, 5, 4 }, false)]
    [InlineData(new[] { 2, 2, 3, 5 }, new[] { 2, 2, 4, 5 }, true)]
    public void MatMul_matches_the_triple_loop(int[] left, int[] right, bool transposeRight)
    {
        new GradientCheck().WithInput(new Shape(left)).WithInput(new Shape(right)).Run(
            (tape, inputs) => tape.MatMul(inputs[0], inputs[1], transposeRight),
            inputs => Product(inputs[0], left, inputs[1], right, transposeRight));
    }

    #region OpSharedOperand
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MatMul_adds_both_gradients_when_its_operands_are_the_same_tensor(bool transposeRight)
    {
        new GradientCheck().WithInput(new Shape(4, 4)).Run(
            (tape, inputs) => tape.MatMul(inputs[0], inputs[0], transposeRight), inputs => Product(inputs[0], [4, 4], inputs[0], [4, 4], transposeRight));
    }
    #endregion

    #region OpGradientCheck
    [Theory]
    [InlineData(new[] { 3, 5 }, true)]
    [InlineData(new[] { 2, 3, 5 }, false)]
    public void Linear_matches_the_product_plus_bias(int[] input, bool hasBias)
    {
        new GradientCheck().WithInput(new Shape(input)).WithInput(new Shape(4, 5)).WithInput(new Shape(4)).Run(
            (tape, inputs) => tape.Linear(inputs[0], inputs[1], hasBias ? inputs[2] : null),
            inputs => [.. Product(inputs[0], input, inputs[1], [4, 5], true).Select((value, index) => value + (hasBias ? inputs[2][index % 4] : 0))]);
    }
    #endregion

    #region OpErrors
    [Theory]
    [InlineData(new[] { 3, 5 }, new[] { 4, 5 })]
    [InlineData(new[] { 2, 3, 5 }, new[] { 3, 5, 4 })]
    [InlineData(new[] { 5 }, new[] { 5, 4 })]
    public void MatMul_names_both_shapes_when_they_do_not_fit(int[] left, int[] right)
    {
        Tape tape = Tape.ForInference(threads: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => tape.MatMul(Tensor.Zeros(new Shape(left)), Tensor.Zeros(new Shape(right))));
        Assert.Contains($"{new Shape(left)} and {new Shape(right)}", error.Message, StringComparison.Ordinal);
    }
    #endregion

    [Fact]
    public void Attention_matches_softmax_of_scaled_products_and_gives_zero_where_nothing_may_be_seen()
    {
        float[] mask = [1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1];
        new GradientCheck().WithInput(new Shape(2, 3, 5)).WithInput(new Shape(2, 4, 5)).WithInput(new Shape(2, 4, 3)).Run(
            (tape, inputs) => tape.ScaledDotProductAttention(inputs[0], inputs[1], inputs[2], Tensor.FromValues(mask, new Shape(3, 4))),
            inputs =>
            {
                double[] scores = Product(inputs[0], [2, 3, 5], inputs[1], [2, 4, 5], true);
                var weights = new double[scores.Length];
                for (int row = 0; row < 6; row++)
                {
                    double[] exponentials = [.. Enumerable.Range(0, 4).Select(key => mask[(row % 3 * 4) + key] * Math.Exp(scores[(row * 4) + key] / Math.Sqrt(5)))];
                    double total = exponentials.Sum();
                    for (int key = 0; key < 4; key++)
                    {
                        weights[(row * 4) + key] = total == 0 ? 0 : exponentials[key] / total;
                    }
                }

                return Product(weights, [2, 3, 4], inputs[2], [2, 4, 3], false);
            });
    }

    private static double[] Product(double[] left, int[] leftAxes, double[] right, int[] rightAxes, bool transposeRight)
    {
        int k = leftAxes[^1];
        int n = transposeRight ? rightAxes[^2] : rightAxes[^1];
        int m = leftAxes[^2];
        int batches = left.Length / (m * k);
        var result = new double[batches * m * n];
        for (int index = 0; index < result.Length; index++)
        {
            (int row, int column) = Math.DivRem(index, n);
            int rightStart = rightAxes.Length == 2 ? 0 : row / m * k * n;
            for (int inner = 0; inner < k; inner++)
            {
                result[index] += left[(row * k) + inner] * right[rightStart + (transposeRight ? (column * k) + inner : (inner * n) + column)];
            }
        }

        return result;
    }
}
