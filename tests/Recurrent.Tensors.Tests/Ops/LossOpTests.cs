using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Losses;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class LossOpTests
{
    private static readonly float[] Targets = [0.5f, -1f, 2f, 0.25f, -0.75f, 1.5f];
    private static readonly float[] Weights = [1f, 0f, 2f, 0.5f, 1f, 3f];
    private static readonly float[] Quantiles = [0.1f, 0.5f, 0.9f];
    private static readonly Shape Pair = new(2, 3);

    private static readonly Dictionary<string, (Func<Tape, Tensor, Tensor, Tensor?, Tensor> Op, Func<double, double, double> Reference)> Functions = new()
    {
        ["MeanSquaredError"] = ((tape, p, t, w) => tape.MeanSquaredError(p, t, w), (p, t) => (p - t) * (p - t)),
        ["MeanAbsoluteError"] = ((tape, p, t, w) => tape.MeanAbsoluteError(p, t, w), (p, t) => Math.Abs(p - t)),
        ["Huber"] = ((tape, p, t, w) => tape.Huber(p, t, 0.7f, w), (p, t) => Math.Abs(p - t) <= 0.7f ? 0.5 * (p - t) * (p - t) : 0.7f * (Math.Abs(p - t) - (0.5 * 0.7f))),
        ["BinaryCrossEntropy"] = ((tape, p, t, w) => tape.BinaryCrossEntropyWithLogits(p, t, w, Tensor.FromValues([2.5f], new Shape(1))),
            (x, t) => -((2.5 * t * Math.Log(1 / (1 + Math.Exp(-x)))) + ((1 - t) * Math.Log(1 - (1 / (1 + Math.Exp(-x))))))),
    };

    public static TheoryData<string, bool> Cases()
    {
        var cases = new TheoryData<string, bool>();
        foreach (string name in Functions.Keys)
        {
            cases.Add(name, false);
            cases.Add(name, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pointwise_loss_matches_its_reference_and_ignores_masked_targets(string name, bool isWeighted)
    {
        (Func<Tape, Tensor, Tensor, Tensor?, Tensor> op, Func<double, double, double> reference) = Functions[name];
        new GradientCheck().WithInput(Pair, scale: 1.5).Run(
            (tape, inputs) => op(tape, inputs[0], TargetTensor(isWeighted), WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index => reference(inputs[0][index], Targets[index]))]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Long_pointwise_loss_matches_its_reference_with_the_same_bits_on_every_thread_count(string name, bool isWeighted)
    {
        const int Length = 40_003;
        (Func<Tape, Tensor, Tensor, Tensor?, Tensor> op, Func<double, double, double> reference) = Functions[name];
        float[] predictions = Normal("predictions", Length), weights = Normal("weights", Length);
        float[] targets = [.. Normal("targets", Length).Select(value => Math.Clamp(0.5f + value, 0f, 1f))];
        for (int index = 0; index < Length; index++)
        {
            weights[index] = Math.Max(weights[index], 0f);
            if (isWeighted && weights[index] == 0)
                targets[index] = float.NaN;
        }

        double Weight(int index) => isWeighted ? weights[index] : 1;
        int[] seen = [.. Enumerable.Range(0, Length).Where(index => Weight(index) != 0)];
        double total = seen.Sum(Weight), expected = seen.Sum(index => Weight(index) * reference(predictions[index], targets[index])) / total;
        float[]? gradient = null, loss = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            Tape tape = Tape.ForGradients(threads);
            Tensor variable = Tensor.Variable(predictions, new Shape(Length));
            Tensor result = op(tape, variable, Tensor.FromValues(targets, variable.Shape), isWeighted ? Tensor.FromValues(weights, variable.Shape) : null);
            tape.Backward(result);
            loss ??= result.Values.ToArray();
            gradient ??= variable.Gradient.ToArray();
            Assert.Equal(loss, result.Values.ToArray());
            Assert.Equal(gradient, variable.Gradient.ToArray());
        }

        Assert.Equal(expected, loss![0], Math.Abs(expected) * 1e-6);
        for (int index = 0; index < Length; index += 7)
        {
            double x = predictions[index], step = 1e-5;
            double slope = Weight(index) == 0 ? 0 : Weight(index) * (reference(x + step, targets[index]) - reference(x - step, targets[index])) / (2 * step) / total;
            Assert.Equal(slope, gradient![index], 1e-4 / total * Math.Max(1, Weight(index)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Pointwise_loss_passes_on_what_is_not_a_number_wherever_it_stands(int place)
    {
        float[] predictions = new float[11];
        predictions[place] = float.NaN;
        foreach ((Func<Tape, Tensor, Tensor, Tensor?, Tensor> op, _) in Functions.Values)
        {
            Tape tape = Tape.ForGradients(threads: 1);
            Tensor variable = Tensor.Variable(predictions, new Shape(11));
            Tensor loss = op(tape, variable, Tensor.Zeros(variable.Shape), null);
            tape.Backward(loss);
            Assert.Equal(float.NaN, loss.ToScalar());
            Assert.Equal(float.NaN, variable.Gradient[place]);
            Assert.False(float.IsNaN(variable.Gradient[place ^ 1]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pinball_matches_its_reference(bool isWeighted)
    {
        new GradientCheck().WithInput(new Shape(2, 3, 3)).Run(
            (tape, inputs) => tape.Pinball(inputs[0], TargetTensor(isWeighted), Quantiles, WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index => Quantiles.Select((quantile, column) =>
            {
                double error = Targets[index] - inputs[0][(index * 3) + column];
                return Math.Max(quantile * error, (quantile - 1) * error);
            }).Average())]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gaussian_likelihood_matches_its_reference(bool isWeighted)
    {
        new GradientCheck().WithInput(Pair).WithInput(Pair, scale: 0.5).Run(
            (tape, inputs) => tape.GaussianNegativeLogLikelihood(inputs[0], inputs[1], TargetTensor(isWeighted), WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index =>
            {
                double deviation = Math.Exp(inputs[1][index] / 2);
                double z = (Targets[index] - inputs[0][index]) / deviation;
                return -Math.Log(Math.Exp(-z * z / 2) / (deviation * Math.Sqrt(2 * Math.PI)));
            })]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StudentT_likelihood_matches_its_reference(bool isWeighted)
    {
        new GradientCheck().WithInput(Pair).WithInput(Pair, [0.5, 1, 2, 0.3, 1.5, 3]).WithInput(Pair, [0.7, 2, 5, 30, 1, 3.3]).Run(
            (tape, inputs) => tape.StudentTNegativeLogLikelihood(new StudentTParameters(inputs[0], inputs[1], inputs[2]), TargetTensor(isWeighted), WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index =>
            {
                double freedom = inputs[2][index];
                double z = (Targets[index] - inputs[0][index]) / inputs[1][index];
                double density = (freedom + 1) / 2 * Math.Log(1 + (z * z / freedom));
                return GammaFunction.LogGamma(freedom / 2) - GammaFunction.LogGamma((freedom + 1) / 2) + (0.5 * Math.Log(freedom * Math.PI)) + Math.Log(inputs[1][index]) + density;
            })]);
    }

    [Fact]
    public void StudentT_likelihood_knows_the_Cauchy_density()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor one = Tensor.FromValues([1f], new Shape(1));
        float loss = tape.StudentTNegativeLogLikelihood(new StudentTParameters(Tensor.Zeros(new Shape(1)), one, one), one).ToScalar();
        Assert.Equal(Math.Log(2 * Math.PI), loss, 1e-6);
    }

    [Theory]
    [InlineData(0.5, 0.57236494292470009, -1.9635100260214235)]
    [InlineData(1, 0, -0.57721566490153286)]
    [InlineData(2.5, 0.28468287047291916, 0.70315664064524319)]
    [InlineData(100, 359.13420536957540, 4.6001618527380874)]
    public void Gamma_function_matches_known_values(double x, double logGamma, double digamma)
    {
        Assert.Equal(logGamma, GammaFunction.LogGamma(x), 1e-12 * Math.Max(1, Math.Abs(logGamma)));
        Assert.Equal(digamma, GammaFunction.Digamma(x), 1e-12);
    }

    [Fact]
    public void Binary_cross_entropy_survives_extreme_logits()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor logits = Tensor.Variable([1000f, -1000f, 1000f, -1000f], new Shape(4));
        Tensor loss = tape.BinaryCrossEntropyWithLogits(logits, Tensor.FromValues([1f, 0f, 0f, 1f], new Shape(4)));
        Assert.Equal(500f, loss.ToScalar());
        tape.Backward(loss);
        Assert.Equal([0f, 0f, 0.25f, -0.25f], logits.Gradient.ToArray());
    }

    [Fact]
    public void Binary_cross_entropy_takes_one_positive_weight_a_column()
    {
        double[] positive = [1, 2, 3];
        new GradientCheck().WithInput(Pair).Run(
            (tape, inputs) => tape.BinaryCrossEntropyWithLogits(inputs[0], Tensor.FromValues([1, 0, 1, 0, 1, 1], Pair), positiveWeight: Tensor.FromValues([1, 2, 3], new Shape(3))),
            inputs => [inputs[0].Select((x, index) => index is 1 or 3 ? Math.Log(1 + Math.Exp(x)) : positive[index % 3] * Math.Log(1 + Math.Exp(-x))).Average()]);
    }

    [Fact]
    public void Pointwise_loss_is_zero_with_a_zero_gradient_when_everything_is_masked()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor predictions = Tensor.Variable([1f, 2f], new Shape(2));
        Tensor loss = tape.MeanSquaredError(predictions, Tensor.FromValues([float.NaN, 1f], new Shape(2)), Tensor.Zeros(new Shape(2)));
        Assert.Equal(0f, loss.ToScalar());
        tape.Backward(loss);
        Assert.Equal([0f, 0f], predictions.Gradient.ToArray());
    }

    [Fact]
    public void Loss_refuses_shapes_that_do_not_fit()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentException>(() => tape.MeanSquaredError(Tensor.Zeros(new Shape(3, 1)), Tensor.Zeros(new Shape(3))));
        Assert.Throws<ArgumentException>(() => tape.MeanSquaredError(Tensor.Zeros(new Shape(3)), Tensor.Zeros(new Shape(3)), Tensor.Zeros(new Shape(1))));
        Assert.Throws<ArgumentException>(() => tape.Pinball(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(3)), Quantiles));
        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Pinball(Tensor.Zeros(new Shape(3, 1)), Tensor.Zeros(new Shape(3)), [1f]));
        Assert.Throws<ArgumentException>(() => tape.GaussianNegativeLogLikelihood(Tensor.Zeros(new Shape(3)), Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(3))));
    }

    [Theory]
    [InlineData(0f, false)]
    [InlineData(0f, true)]
    [InlineData(0.1f, false)]
    [InlineData(0.3f, true)]
    [InlineData(1f, false)]
    public void CrossEntropy_matches_its_reference(float smoothing, bool hasWeights)
    {
        int[] targets = [3, 16, -100, 0, 3, -100];
        float[] classWeights = [.. Enumerable.Range(0, 17).Select(index => 0.25f + (index % 4))];
        var options = new CrossEntropyOptions { LabelSmoothing = smoothing, ClassWeights = hasWeights ? Tensor.FromValues(classWeights, new Shape(17)) : null };
        new GradientCheck().WithInput(new Shape(2, 3, 17), scale: 2).Run(
            (tape, inputs) => tape.CrossEntropy(inputs[0], targets, options),
            inputs =>
            {
                double loss = 0;
                double weight = 0;
                for (int row = 0; row < targets.Length; row++)
                {
                    double[] scores = inputs[0][(row * 17)..((row + 1) * 17)];
                    double[] losses = [.. scores.Select((score, index) => (hasWeights ? classWeights[index] : 1) * (Math.Log(scores.Sum(Math.Exp)) - score))];
                    if (targets[row] >= 0)
                    {
                        loss += ((1 - smoothing) * losses[targets[row]]) + (smoothing * losses.Average());
                        weight += hasWeights ? classWeights[targets[row]] : 1;
                    }
                }

                return [loss / weight];
            });
    }

    [Fact]
    public void CrossEntropy_adds_to_a_gradient_that_is_there_already()
    {
        int[] targets = [1, 4];
        new GradientCheck().WithInput(new Shape(2, 5)).Run(
            (tape, inputs) => tape.Add(tape.CrossEntropy(inputs[0], targets), tape.Mean(tape.Square(inputs[0]))),
            inputs => [inputs[0].Chunk(5).Select((row, number) => Math.Log(row.Sum(Math.Exp)) - row[targets[number]]).Average() + inputs[0].Average(x => x * x)]);
    }

    [Fact]
    public void CrossEntropy_survives_extreme_logits_and_nothing_to_count()
    {
        int[] targets = [0, 1];
        int[] ignored = [-100, -100];
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor logits = Tensor.Variable([1000f, -1000f, 1000f, -1000f], new Shape(2, 2));
        Tensor loss = tape.CrossEntropy(logits, targets);
        Assert.Equal(1000f, loss.ToScalar());
        tape.Backward(loss);
        Assert.Equal([0f, 0f, 0.5f, -0.5f], logits.Gradient.ToArray());
        Assert.Equal(0f, tape.CrossEntropy(logits, ignored).ToScalar());
    }

    [Fact]
    public void CrossEntropy_names_the_row_whose_target_is_no_class()
    {
        int[] targets = [0, 2];
        Tape tape = Tape.ForInference(threads: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => tape.CrossEntropy(Tensor.Zeros(new Shape(2, 2)), targets));
        Assert.Contains("Target 2 of row 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tape.CrossEntropy(Tensor.Zeros(new Shape(3, 2)), targets));
    }

    [Fact]
    public void CrossEntropy_has_the_same_bits_on_two_threads()
    {
        var values = new float[64 * 1031];
        new RandomSource(5).Stream("logits").FillNormal(values);
        int[] targets = [.. Enumerable.Range(0, 64).Select(row => row * 13 % 1031)];
        Assert.Equal(Gradient(1), Gradient(2));

        float[] Gradient(int threads)
        {
            Tape tape = Tape.ForGradients(threads);
            Tensor logits = Tensor.Variable(values, new Shape(64, 1031));
            Tensor loss = tape.CrossEntropy(logits, targets);
            tape.Backward(loss);
            return [loss.ToScalar(), .. logits.Gradient];
        }
    }

    private static Tensor TargetTensor(bool isWeighted) =>
        Tensor.FromValues(isWeighted ? [.. Targets.Select((target, index) => Weights[index] == 0 ? float.NaN : target)] : Targets, Pair);

    private static Tensor? WeightTensor(bool isWeighted) => isWeighted ? Tensor.FromValues(Weights, Pair) : null;

    private static float[] Normal(string stream, int length)
    {
        var values = new float[length];
        new RandomSource(11).Stream(stream).FillNormal(values);
        return values;
    }

    private static double WeightedMean(bool isWeighted, Func<int, double> loss)
    {
        double[] weights = [.. Weights.Select(weight => isWeighted ? weight : 1.0)];
        return weights.Select((weight, index) => weight * loss(index)).Sum() / weights.Sum();
    }

    [Fact]
    public void A_weight_that_is_not_a_number_gives_no_loss_of_zero()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor predictions = Tensor.Variable([1f, 2f], new Shape(2)), targets = tape.Constant([3f, 5f], new Shape(2));
        Assert.Equal(float.NaN, tape.MeanSquaredError(predictions, targets, tape.Constant([1f, float.NaN], new Shape(2))).ToScalar());
        Assert.Equal(0f, tape.MeanSquaredError(predictions, targets, tape.Constant([0f, 0f], new Shape(2))).ToScalar());
        Tensor logits = predictions.Reshape(new Shape(1, 2));
        var options = new CrossEntropyOptions { ClassWeights = tape.Constant([1f, float.NaN], new Shape(2)) };
        int[] chosen = [1];
        Assert.Equal(float.NaN, tape.CrossEntropy(logits, chosen, options).ToScalar());
    }
}
