using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace Recurrent.Golden;

/// <summary>Losses averaged over their elements, with the gradient of every input.</summary>
internal static class LossFixtures
{
    public static void Write(FixtureFolder folder)
    {
        foreach (var item in (OperationCase[])[.. Classes(), .. Regressions(), .. Likelihoods()]) item.Write(folder);
    }

    private static IEnumerable<OperationCase> Classes()
    {
        yield return CrossEntropy("cross-entropy", 2, [0, 3, 1, 4, 2, 2], 0);
        yield return CrossEntropy("cross-entropy-extreme", 500, [0, 3, 1, 4, 2, 2], 0);
        yield return CrossEntropy("cross-entropy-ignored", 2, [0, -100, 1, 4, -100, 2], 0);
        yield return CrossEntropy("cross-entropy-smoothed", 2, [0, -100, 1, 4, -100, 2], 0.1);
        yield return new("loss", "cross-entropy-weighted", Mean("sum of w[target] * loss over sum of w[target]"))
        {
            Inputs = numbers => new()
            {
                ["input"] = numbers.Normal(6, 5),
                ["target"] = torch.tensor((long[])[0, 3, 1, 4, 2, 2]),
                ["weights"] = numbers.Uniform(0.5, 2, 5),
            },
            Forward = inputs => cross_entropy(inputs["input"], inputs["target"], inputs["weights"]),
        };
        yield return new("loss", "bce-logits", Mean("mean"))
        {
            Inputs = numbers => new() { ["input"] = Spread(numbers), ["target"] = numbers.Uniform(0, 1, 4, 3) },
            Forward = inputs => binary_cross_entropy_with_logits(inputs["input"], inputs["target"]),
        };
        yield return new("loss", "bce-logits-weighted", Mean("mean; weights are positive-class weights by column"))
        {
            Inputs = numbers => new()
            {
                ["input"] = Spread(numbers),
                ["target"] = numbers.Uniform(0, 1, 4, 3).round(),
                ["weights"] = numbers.Uniform(0.5, 4, 3),
            },
            Forward = inputs => binary_cross_entropy_with_logits(inputs["input"], inputs["target"], pos_weights: inputs["weights"]),
        };
    }

    private static OperationCase CrossEntropy(string name, double scale, long[] target, double smoothing)
    {
        var options = Mean("mean over targets that are not ignored");
        options["ignoreIndex"] = -100;
        options["labelSmoothing"] = smoothing;
        return new("loss", name, options)
        {
            Inputs = numbers => new() { ["input"] = numbers.Normal(target.Length, 5) * scale, ["target"] = torch.tensor(target) },
            Forward = inputs => cross_entropy(inputs["input"], inputs["target"], label_smoothing: smoothing),
        };
    }

    private static IEnumerable<OperationCase> Regressions()
    {
        yield return Pair("mse", [], (input, target) => mse_loss(input, target));
        yield return Pair("l1", [], (input, target) => l1_loss(input, target));
        yield return Pair("huber", new() { ["delta"] = 0.7 }, (input, target) => huber_loss(input, target, 0.7));
        yield return Pair("smooth-l1", new() { ["beta"] = 0.5 }, (input, target) => smooth_l1_loss(input, target, beta: 0.5));
    }

    private static OperationCase Pair(string name, JsonObject options, Func<torch.Tensor, torch.Tensor, torch.Tensor> loss)
    {
        options["reduction"] = "mean";
        return new("loss", name, options)
        {
            Inputs = numbers => new() { ["input"] = numbers.Normal(5, 4), ["target"] = numbers.Normal(5, 4) },
            Forward = inputs => loss(inputs["input"], inputs["target"]),
        };
    }

    private static IEnumerable<OperationCase> Likelihoods()
    {
        foreach (var full in (bool[])[false, true])
        {
            var options = Mean("mean of (log(variance) + (target - input)^2 / variance) / 2, full: + log(2 * pi) / 2");
            options["full"] = full;
            yield return new("loss", full ? "gaussian-nll-full" : "gaussian-nll", options)
            {
                Inputs = numbers => new()
                {
                    ["input"] = numbers.Normal(5, 4),
                    ["target"] = numbers.Normal(5, 4),
                    ["variance"] = numbers.Uniform(0.1, 2, 5, 4),
                },
                Oracle = "libtorch's element-wise operations: TorchSharp's own loss gives the variance no gradient",
                Forward = inputs => GaussianNegativeLogLikelihood(inputs["input"] - inputs["target"], inputs["variance"], full),
            };
        }

        yield return new("loss", "poisson-nll", Mean("mean of exp(input) - target * input"))
        {
            Inputs = numbers => new() { ["input"] = numbers.Normal(5, 4), ["target"] = numbers.Uniform(0, 5, 5, 4).round() },
            Forward = inputs => poisson_nll_loss(inputs["input"], inputs["target"]),
        };
    }

    private static torch.Tensor GaussianNegativeLogLikelihood(torch.Tensor error, torch.Tensor variance, bool full) =>
        ((variance.log() + error * error / variance) / 2).mean() + (full ? Math.Log(2 * Math.PI) / 2 : 0);

    private static JsonObject Mean(string reduction) => new() { ["reduction"] = reduction };

    // Logits up to +-60, where a careless log(sigmoid) overflows.
    private static torch.Tensor Spread(SeededNumbers numbers) => numbers.Uniform(-60, 60, 4, 3);
}
