using Recurrent.Layers.Basic;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Basic;

public class BasicModuleTests
{
    private static readonly int[] Indices = [2, 0, 1];

    [Fact]
    public void Linear_is_x_times_the_transposed_weight_plus_bias()
    {
        var linear = new Linear(new Parameter([1, 2, 3, 4], new Shape(2, 2)), new Parameter([10, 20], new Shape(2)));
        Assert.Equal([11, 23, 12, 24], linear.Run(Tape.ForInference(), Tensor.FromValues([1, 0, 0, 1], new Shape(2, 2))).Values);
        Assert.Equal(["weight", "bias"], linear.Parameters().Select(parameter => parameter.Name));
    }

    [Fact]
    public void Linear_shares_the_embeddings_weight_when_tied()
    {
        var embedding = new Embedding(7, 3, new RandomSource(1));
        var output = new Linear(embedding.Weight, bias: null);
        var tape = Tape.ForGradients();
        tape.Backward(tape.Sum(output.Run(tape, SampleTensors.Normal("hidden", new Shape(2, 3)))));
        Assert.True(embedding.Weight.Gradient.ContainsAnyExcept(0f));
        Assert.Equal(7, output.OutputSize);
        Assert.Throws<ArgumentException>(() => new Linear(embedding.Weight, new Parameter(new float[3], new Shape(3))));
    }

    [Fact]
    public void Embedding_padding_entry_is_zero_and_gets_no_gradient()
    {
        var embedding = new Embedding(3, 2, new RandomSource(1), paddingIndex: 1);
        var tape = Tape.ForGradients();
        Tensor vectors = embedding.Run(tape, Indices, new Shape(3, 1));
        Assert.Equal(new Shape(3, 1, 2), vectors.Shape);
        Assert.Equal([0, 0], vectors.Values[4..].ToArray());
        tape.Backward(tape.Sum(vectors));
        Assert.Equal([1, 1, 0, 0, 1, 1], embedding.Weight.Gradient);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(3, 2, new RandomSource(1), paddingIndex: 3));
    }

    [Fact]
    public void LayerNorm_gives_rows_of_mean_zero_and_variance_one()
    {
        Tensor output = new LayerNorm(4).Run(Tape.ForInference(), Tensor.FromValues([1, 2, 3, 4], new Shape(1, 4)));
        Close.Absolute("row", [-1.34163f, -0.44721f, 0.44721f, 1.34163f], output.Values, 1e-4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNorm(4, epsilon: 0));
    }

    [Fact]
    public void Dropout_keeps_the_share_expected_and_only_in_training()
    {
        var dropout = new Dropout(0.25);
        Tensor ones = Tensor.FromValues([.. Enumerable.Repeat(1f, 10_000)], new Shape(10_000));
        float[] values = dropout.Run(Tape.ForTraining(new RandomSource(1).Stream("dropout")), ones).Values.ToArray();
        Assert.InRange(values.Count(value => value == 0), 2_300, 2_700);
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - (4 / 3f)) < 1e-6));
        Assert.Equal(ones.Values, dropout.Run(Tape.ForInference(), ones).Values);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1));
    }

    [Fact]
    public void Sequential_names_its_parts_by_number_and_refuses_sizes_that_differ()
    {
        var random = new RandomSource(1);
        var chain = new Sequential(new Linear(3, 4, random), new Activation((tape, x) => tape.Relu(x)), new Linear(4, 2, random));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], chain.Parameters().Select(parameter => parameter.Name));
        Assert.Equal((3, 2), (chain.InputSize, chain.OutputSize));
        string message = Assert.Throws<ArgumentException>(() => new Sequential(new Linear(3, 4, random), new Dropout(0), new Linear(5, 2, random))).Message;
        Assert.Contains("Module 2 reads 5 features, the ones before it give 4", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Sequential());
    }
}
