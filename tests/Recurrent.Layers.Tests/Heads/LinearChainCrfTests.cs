using Recurrent.Layers.Heads;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Tests.Heads;

/// <summary>Decoding, ln Z and marginals against all paths, one by one.</summary>
public sealed class LinearChainCrfTests
{
    public static TheoryData<int, int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, bool>();
            for (int time = 1; time <= 4; time++)
            {
                for (int tags = 1; tags <= 4; tags++)
                {
                    cases.Add(time, tags, false);
                    cases.Add(time, tags, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Everything_equals_brute_force_in_every_small_case(int time, int tags, bool isConstrained)
    {
        LinearChainCrf field = Field(tags, isConstrained);
        SequenceBatch emissions = Emissions(time, 3, tags);
        CrfPath[] paths = field.Decode(emissions);
        double[] partitions = field.LogPartition(emissions);
        double[][] marginals = field.Marginals(emissions);
        for (int row = 0; row < emissions.Batch; row++)
        {
            int length = emissions.LengthOf(row);
            List<(int[] Tags, double Score)> all = [.. Paths(length, tags).Select(path => (path, Score(field, emissions, row, path, isConstrained)))];
            double total = all.Sum(path => Math.Exp(path.Score));
            (int[] best, double score) = all.MaxBy(path => path.Score);
            Assert.Equal(Math.Log(total), partitions[row], 1e-9);
            Assert.Equal(best, paths[row].Tags);
            Assert.Equal(score - Math.Log(total), paths[row].LogProbability, 1e-9);
            for (int place = 0; place < length * tags; place++)
            {
                double expected = all.Where(path => path.Tags[place / tags] == place % tags).Sum(path => Math.Exp(path.Score)) / total;
                Assert.Equal(expected, marginals[row][place], 1e-9);
            }
        }
    }

    [Fact]
    public void Loss_is_minus_the_log_probability_of_the_best_path_when_that_is_the_target()
    {
        LinearChainCrf field = Field(3, isConstrained: true);
        SequenceBatch emissions = Emissions(4, 3, 3);
        CrfPath[] paths = field.Decode(emissions);
        var tags = new int[4 * 3];
        for (int row = 0; row < 3; row++)
        {
            for (int step = 0; step < paths[row].Tags.Length; step++)
            {
                tags[(step * 3) + row] = paths[row].Tags[step];
            }
        }

        float[] losses = field.NegativeLogLikelihood(Tape.ForInference(threads: 1), emissions, tags).Values.ToArray();
        Assert.All(losses.Zip(paths), pair => Assert.Equal(-pair.Second.LogProbability, pair.First, 1e-5));
    }

    [Fact]
    public void A_sequence_of_length_0_has_one_empty_path()
    {
        var emissions = new SequenceBatch(Tensor.Zeros(new Shape(2, 2, 3)), [0, 2]);
        LinearChainCrf field = Field(3, isConstrained: false);
        Assert.Empty(field.Decode(emissions)[0].Tags);
        Assert.Equal(0, field.Decode(emissions)[0].LogProbability);
        Assert.Equal(0, field.LogPartition(emissions)[0]);
        Assert.Empty(field.Marginals(emissions)[0]);
    }

    [Fact]
    public void Forbidden_paths_are_not_learnt_either()
    {
        LinearChainCrf field = Field(3, isConstrained: true);
        Tape tape = Tape.ForGradients(threads: 1);
        int[] tags = [0, 1, 2, 1];
        Tensor loss = field.NegativeLogLikelihood(tape, Emissions(4, 1, 3), tags);
        tape.Backward(loss, [1f]);
        // Tag 0 may not follow tag 1.
        Assert.Equal(0, field.Transitions.Gradient[3]);
        Assert.NotEqual(0, field.Transitions.Gradient[0]);
        // Nothing may begin with tag 1 or end with tag 2.
        Assert.Equal((0f, 0f), (field.Start.Gradient[1], field.End.Gradient[2]));
        Assert.NotEqual(0, field.End.Gradient[0]);
    }

    [Fact]
    public void Constraints_of_another_size_are_refused() =>
        Assert.Contains("3 tags", Assert.Throws<ArgumentException>(() => new LinearChainCrf(2, InitializationScope.ForLoading, Constraints(3))).Message, StringComparison.Ordinal);

    private static CrfConstraints Constraints(int tags) => new(tags, tag => tag != 1, tag => tag != 2, (from, to) => from != 1 || to != 0);

    private static LinearChainCrf Field(int tags, bool isConstrained)
    {
        var field = new LinearChainCrf(tags, InitializationScope.ForLoading, isConstrained ? Constraints(tags) : null);
        foreach ((string name, Parameter parameter) in field.Parameters())
        {
            new RandomSource(7).Stream(name).FillNormal(parameter.BeginUpdate());
        }

        return field;
    }

    private static SequenceBatch Emissions(int time, int batch, int tags)
    {
        var values = new float[time * batch * tags];
        new RandomSource(3).Stream("emissions").FillNormal(values);
        return new SequenceBatch(Tensor.FromValues(values, new Shape(time, batch, tags)), [.. Enumerable.Range(0, batch).Select(row => Math.Max(1, time - row))]);
    }

    private static IEnumerable<int[]> Paths(int length, int tags) =>
        Enumerable.Range(0, (int)Math.Pow(tags, length)).Select(number => Enumerable.Range(0, length).Select(step => number / (int)Math.Pow(tags, step) % tags).ToArray());

    private static double Score(LinearChainCrf field, SequenceBatch emissions, int row, int[] path, bool isConstrained)
    {
        if (isConstrained && (path[0] == 1 || path[^1] == 2 || path.Zip(path.Skip(1)).Any(pair => pair is (1, 0))))
        {
            return double.NegativeInfinity;
        }

        double score = field.Start.Values[path[0]] + (double)field.End.Values[path[^1]];
        for (int step = 0; step < path.Length; step++)
        {
            score += emissions.Values.Values[(((step * emissions.Batch) + row) * field.Tags) + path[step]];
            score += step == 0 ? 0 : field.Transitions.Values[(path[step - 1] * field.Tags) + path[step]];
        }

        return score;
    }
}
