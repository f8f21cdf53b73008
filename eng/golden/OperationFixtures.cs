using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn.functional;

namespace Recurrent.Golden;

/// <summary>Activations, softmax, layer normalisation and attention, forward and backward.</summary>
internal static class OperationFixtures
{
    private static readonly double[] Extremes = [-100, -30, -9, -1 / 1024.0, 1 / 1024.0, 9, 30, 100];

    public static void Write(FixtureFolder folder)
    {
        foreach (var item in (OperationCase[])[.. Activations(), .. Rows(), .. Attention()]) item.Write(folder);
    }

    private static IEnumerable<OperationCase> Activations()
    {
        yield return Activation("sigmoid", [], x => x.sigmoid());
        yield return Activation("tanh", [], x => x.tanh());
        yield return Activation("relu", [], x => x.relu());
        yield return Activation("leaky-relu", new() { ["negativeSlope"] = 0.01 }, x => leaky_relu(x, 0.01));
        yield return Activation("elu", new() { ["alpha"] = 1.0 }, x => elu(x, 1));
        yield return Activation("elu-half", new() { ["alpha"] = 0.5 }, x => elu(x, 0.5));
        yield return Activation("selu", [], x => selu(x));
        yield return Activation("silu", [], x => silu(x));
        yield return Activation("mish", [], x => mish(x));
        yield return Activation("gelu", new() { ["form"] = "x * Phi(x), exact" }, gelu);
        yield return Activation("gelu-tanh", new() { ["form"] = "tanh approximation" }, x => gelu(x, GELU.Approximate.tanh));
        yield return Activation("softplus", new() { ["beta"] = 1.0, ["threshold"] = 20.0 }, x => softplus(x, 1, 20));
        yield return Activation("hard-sigmoid", new() { ["form"] = "clamp(x / 6 + 1 / 2, 0, 1)" }, x => hardsigmoid(x));
    }

    // Zero and the corners of hard-sigmoid are left out: the derivative there is a convention, not a fact.
    private static OperationCase Activation(string name, JsonObject options, Func<torch.Tensor, torch.Tensor> forward) =>
        new("activation", name, options)
        {
            Inputs = numbers => new()
            {
                ["input"] = torch.cat([torch.tensor(Extremes), numbers.Normal(29) * 2]),
            },
            Forward = inputs => forward(inputs["input"]),
        };

    private static IEnumerable<OperationCase> Rows()
    {
        yield return Row("softmax", x => softmax(x, -1));
        yield return Row("log-softmax", x => log_softmax(x, -1));
        yield return new("operation", "layer-norm", new() { ["epsilon"] = 1e-5, ["normalizedAxes"] = 1 })
        {
            Inputs = numbers => new()
            {
                ["input"] = numbers.Normal(4, 3, 6) * 2 + 1,
                ["weight"] = numbers.Uniform(0.5, 1.5, 6),
                ["bias"] = numbers.Normal(6),
            },
            Forward = inputs => layer_norm(inputs["input"], [6], inputs["weight"], inputs["bias"]),
        };
    }

    // The first row sits near 1000, where exp alone overflows float32.
    private static OperationCase Row(string name, Func<torch.Tensor, torch.Tensor> forward) =>
        new("operation", name, new() { ["axis"] = -1 })
        {
            Inputs = numbers => new()
            {
                ["input"] = numbers.Normal(3, 7) * 2 + torch.tensor((double[])[1000, 0, -8]).view(3, 1),
            },
            Forward = inputs => forward(inputs["input"]),
        };

    private static IEnumerable<OperationCase> Attention()
    {
        yield return AttentionCase("attention", 3, null, "none", (q, k, v, _) => scaled_dot_product_attention(q, k, v));
        yield return AttentionCase(
            "attention-causal", 5, null, "a query sees keys up to its own position",
            (q, k, v, _) => scaled_dot_product_attention(q, k, v, is_casual: true));
        yield return AttentionCase(
            "attention-masked", 3, [1, 1, 1, 0, 0, 1, 1, 1, 1, 1], "mask [B, 1, 1, T_k]: 1 where a key may be seen",
            (q, k, v, mask) => scaled_dot_product_attention(q, k, v, mask!.to_type(torch.ScalarType.Bool).expand(2, 1, q.shape[2], 5)));
    }

    private static OperationCase AttentionCase(
        string name, long queries, long[]? mask, string rule,
        Func<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor?, torch.Tensor> forward) =>
        new("operation", name, new() { ["scale"] = "1 / sqrt(4)", ["layout"] = "[B, K, T, D]", ["visible"] = rule })
        {
            Inputs = numbers =>
            {
                Dictionary<string, torch.Tensor> inputs = new()
                {
                    ["query"] = numbers.Normal(2, 2, queries, 4),
                    ["key"] = numbers.Normal(2, 2, 5, 4),
                    ["value"] = numbers.Normal(2, 2, 5, 6),
                };
                if (mask is not null) inputs["mask"] = torch.tensor(mask).view(2, 1, 1, 5);
                return inputs;
            },
            Forward = inputs => forward(inputs["query"], inputs["key"], inputs["value"], inputs.GetValueOrDefault("mask")),
        };
}
