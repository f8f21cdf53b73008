using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Training.Gradients;

namespace Recurrent.Training.Tests.Gradients;

public sealed class GradientClipTests
{
    [Fact]
    public void Norm_and_scaling_have_the_same_bits_on_every_thread_count()
    {
        var model = new Vectors(("w", new Shape(200_003)));
        model.FillGradients(1);
        float[] before = model["w"].MutableGradient.ToArray();
        double expected = GradientNorm.Of(model.All, threads: 1);
        Assert.Equal(Math.Sqrt(before.Sum(value => (double)value * value)), expected, expected * 1e-12);
        foreach (int threads in (int[])[1, 2, 3])
        {
            before.CopyTo(model["w"].MutableGradient);
            Assert.Equal(expected, GradientNorm.Of(model.All, threads));
            new ClipByGlobalNorm(1).Apply(model.All, expected, threads);
            Assert.Equal(before.Select(value => value * (float)(1 / (expected + 1e-6))), model["w"].MutableGradient.ToArray());
        }
    }

    [Fact]
    public void Clipped_gradients_are_clipped_again_cleared_and_added_to_as_if_they_were_multiplied_at_once()
    {
        Vectors model = Model();
        float[] before = model["w"].MutableGradient.ToArray();
        double norm = new ClipByGlobalNorm(0.5).Apply(model.All);
        float first = (float)(0.5 / (norm + 1e-6));
        double again = new ClipByGlobalNorm(0.25).Apply(model.All);
        float second = (float)(0.25 / (again + 1e-6));
        Assert.Equal(0.5, again, 1e-5);
        Assert.Equal(before.Select(value => value * first * second), model["w"].Gradient.ToArray());

        new ClipByGlobalNorm(0.1).Apply(model.All);
        float[] clipped = model["w"].Gradient.ToArray();
        new ClipByGlobalNorm(0.05).Apply(model.All);
        float third = model["w"].Gradient[3] / clipped[3];
        Assert.Equal(0.5, third, 1e-4);

        new ClipByGlobalNorm(0.01).Apply(model.All);
        Tape tape = Tape.ForGradients(1);
        float last = model["w"].Gradient[3];
        new ClipByGlobalNorm(0.005).Apply(model.All);
        tape.Backward(tape.Sum(model["w"]));
        Assert.Equal((last / 2) + 1, model["w"].Gradient[3], 1e-4);

        new ClipByGlobalNorm(0.01).Apply(model.All);
        model["w"].ZeroGradient();
        Assert.All(model["w"].Gradient.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Global_norm_is_that_of_all_gradients_together()
    {
        Vectors model = Model();
        double expected = Math.Sqrt(model.All.SelectMany(parameter => parameter.MutableGradient.ToArray()).Sum(value => (double)value * value));
        Assert.Equal(expected, GradientNorm.Of(model.All), 1e-9);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Norm_is_finite_exactly_when_every_gradient_is(float bad)
    {
        Vectors model = Model();
        model["w"].MutableGradient.Fill(float.MaxValue);
        Assert.True(double.IsFinite(GradientNorm.Of(model.All)));
        for (int index = 0; index < model["w"].Shape.Length; index++)
        {
            model["w"].MutableGradient[index] = bad;
            Assert.False(double.IsFinite(GradientNorm.Of(model.All)));
            model["w"].MutableGradient[index] = 1;
        }
    }

    [Fact]
    public void Global_norm_above_the_limit_is_scaled_down_and_returned_as_it_was()
    {
        Vectors model = Model();
        float[] before = model["w"].MutableGradient.ToArray();
        double norm = GradientNorm.Of(model.All);
        Assert.Equal(norm, new ClipByGlobalNorm(norm / 2).Apply(model.All));
        Assert.Equal(norm / 2, GradientNorm.Of(model.All), 1e-5);
        Assert.Equal(before[3] / 2, model["w"].MutableGradient[3], 1e-5);
    }

    [Fact]
    public void Global_norm_below_the_limit_changes_no_bit()
    {
        Vectors model = Model();
        float[] before = model["w"].MutableGradient.ToArray();
        new ClipByGlobalNorm(1e3).Apply(model.All);
        Assert.Equal(before, model["w"].MutableGradient.ToArray());
    }

    [Fact]
    public void Values_are_cut_on_both_sides()
    {
        Vectors model = Model();
        float[] before = model["w"].MutableGradient.ToArray();
        new ClipByValue(0.5).Apply(model.All);
        Assert.Equal(before.Select(value => Math.Clamp(value, -0.5f, 0.5f)), model["w"].MutableGradient.ToArray());
        Assert.Contains(0.5f, model["w"].MutableGradient.ToArray());
        Assert.Contains(-0.5f, model["w"].MutableGradient.ToArray());
    }

    [Fact]
    public void Adaptive_clipping_limits_each_row_by_its_own_weights()
    {
        var model = new Vectors(("w", new Shape(3, 2)), ("b", new Shape(2)));
        ((ReadOnlySpan<float>)[3, 4, 0, 0, 30, 40]).CopyTo(model["w"].BeginUpdate());
        ((ReadOnlySpan<float>)[6, 8, 6, 8, 0.3f, 0.4f]).CopyTo(model["w"].MutableGradient);
        ((ReadOnlySpan<float>)[0, 10]).CopyTo(model["b"].BeginUpdate());
        ((ReadOnlySpan<float>)[0, 2]).CopyTo(model["b"].MutableGradient);
        new AdaptiveClip(0.1).Apply(model.All);
        float[] expected = [0.3f, 0.4f, 0.6e-4f, 0.8e-4f, 0.3f, 0.4f];
        for (int index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], model["w"].MutableGradient[index], 1e-6);
        Assert.Equal(1, model["b"].MutableGradient[1], 1e-6);
    }

    [Fact]
    public void Limits_that_are_not_above_zero_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClipByGlobalNorm(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClipByValue(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveClip(-1));
    }

    private static Vectors Model()
    {
        var model = new Vectors(("w", new Shape(5, 7)), ("b", new Shape(3)));
        model.FillGradients(1);
        return model;
    }
}
