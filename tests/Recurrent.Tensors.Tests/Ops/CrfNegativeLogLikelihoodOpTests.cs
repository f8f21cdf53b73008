using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>The loss of a chain of tags against the sum over all paths.</summary>
public sealed class CrfNegativeLogLikelihoodOpTests
{
    [Theory]
    [InlineData(1, 1, new[] { 1 })]
    [InlineData(1, 3, new[] { 1, 1 })]
    [InlineData(3, 2, new[] { 3, 1, 2 })]
    [InlineData(4, 4, new[] { 2, 4, 0, 3 })]
    public void Loss_and_its_gradients_match_the_sum_over_all_paths(int time, int tags, int[] lengths)
    {
        int[] path = [.. Enumerable.Range(0, time * lengths.Length).Select(index => (index * 7 % 5) % tags)];
        new GradientCheck()
            .WithInput(new Shape(time, lengths.Length, tags), scale: 2)
            .WithInput(new Shape(tags, tags)).WithInput(new Shape(tags)).WithInput(new Shape(tags)).Run(
            (tape, inputs) => tape.CrfNegativeLogLikelihood(
                new SequenceBatch(inputs[0], [.. lengths]), path, new CrfWeights(inputs[1], inputs[2], inputs[3])),
            inputs => [.. lengths.Select((length, row) => Reference(inputs, row, lengths.Length, path, length, tags))]);
    }

    [Fact]
    public void Forbidden_transitions_take_no_probability_and_get_no_gradient()
    {
        float none = float.NegativeInfinity;
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor emissions = Tensor.Variable([1f, 2, 3, 0.5f, -1, 4], new Shape(3, 1, 2));
        Tensor transitions = Tensor.Variable([0.1f, none, 0.3f, -0.2f], new Shape(2, 2));
        Tensor start = Tensor.Variable([0f, none], new Shape(2));
        Tensor end = Tensor.Variable([0f, 0], new Shape(2));

        // From the only start, tag 0, nothing leads to tag 1: one path is left, and it has probability 1.
        Tensor loss = tape.CrfNegativeLogLikelihood(new SequenceBatch(emissions), new int[3], new CrfWeights(transitions, start, end));
        tape.Backward(loss, [1f]);
        Assert.Equal(0, loss.Values[0], 1e-6f);
        foreach (Tensor input in new[] { emissions, transitions, start, end })
        {
            Assert.All(input.Gradient.ToArray(), value => Assert.Equal(0, value, 1e-6f));
        }
    }

    [Fact]
    public void Long_sequences_and_large_scores_stay_finite()
    {
        const int time = 2000;
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor emissions = Tensor.Variable([.. Enumerable.Range(0, time * 3).Select(index => 500f * (index % 5))], new Shape(time, 1, 3));
        var weights = new CrfWeights(Tensor.Zeros(new Shape(3, 3)), Tensor.Zeros(new Shape(3)), Tensor.Zeros(new Shape(3)));
        Tensor loss = tape.CrfNegativeLogLikelihood(new SequenceBatch(emissions), new int[time], weights);
        tape.Backward(loss, [1f]);
        Assert.True(float.IsFinite(loss.Values[0]) && loss.Values[0] > 0);
        Assert.All(emissions.Gradient.ToArray(), value => Assert.InRange(value, -1f, 1f));
    }

    [Fact]
    public void Tags_that_are_forbidden_missing_or_none_are_refused()
    {
        Tape tape = Tape.ForInference(threads: 1);
        var batch = new SequenceBatch(Tensor.Zeros(new Shape(2, 1, 2)));
        var free = new CrfWeights(Tensor.Zeros(new Shape(2, 2)), Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(2)));
        CrfWeights closed = free with { Start = Tensor.FromValues([0f, float.NegativeInfinity], new Shape(2)) };
        Assert.Contains("row 0 take a forbidden", Message([1, 0], closed), StringComparison.Ordinal);
        Assert.Contains("Tag 2 of row 0, step 1", Message([0, 2], free), StringComparison.Ordinal);
        Assert.Contains("Got 1 tags", Message([0], free), StringComparison.Ordinal);
        Assert.Contains("expected [2, 2]", Message([0, 0], free with { Transitions = Tensor.Zeros(new Shape(3, 3)) }), StringComparison.Ordinal);

        string Message(int[] tags, CrfWeights weights) => Assert.Throws<ArgumentException>(() => tape.CrfNegativeLogLikelihood(batch, tags, weights)).Message;
    }

    private static double Reference(double[][] inputs, int row, int batch, int[] path, int length, int tags)
    {
        if (length == 0)
        {
            return 0;
        }

        double total = 0;
        int[] own = [.. Enumerable.Range(0, length).Select(step => path[(step * batch) + row])];
        for (int number = 0; number < Math.Pow(tags, length); number++)
        {
            total += Math.Exp(Score([.. Enumerable.Range(0, length).Select(step => number / (int)Math.Pow(tags, step) % tags)]));
        }

        return Math.Log(total) - Score(own);

        double Score(int[] chosen)
        {
            double score = inputs[2][chosen[0]] + inputs[3][chosen[^1]];
            for (int step = 0; step < length; step++)
            {
                score += inputs[0][(((step * batch) + row) * tags) + chosen[step]];
                score += step == 0 ? 0 : inputs[1][(chosen[step - 1] * tags) + chosen[step]];
            }

            return score;
        }
    }
}
