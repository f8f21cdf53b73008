using System.Text.Json.Nodes;

namespace Recurrent.Golden;

/// <summary>One attention, encoder or decoder with its weights, inputs, outputs and gradients.</summary>
/// <param name="Part">attention, encoder or decoder.</param>
/// <param name="Variant">What is different from other cases.</param>
internal sealed record TransformerCase(string Part, string Variant)
{
    public const int Size = 8;
    public const int Heads = 2;
    public const int Inner = 20;
    public const int Batch = 3;
    public const int Time = 6;
    public const int SourceTime = 5;

    public bool IsCausal { get; init; }

    /// <summary>Valid steps of the (target) rows; null when all are full.</summary>
    public long[]? Lengths { get; init; }

    /// <summary>Valid steps of the source rows of a decoder or a cross attention; null without a source.</summary>
    public long[]? SourceLengths { get; init; }

    public string Activation { get; init; } = "gelu";

    public bool IsPostNorm { get; init; }

    public int Layers => Part == "attention" ? 1 : 2;

    public string Name => $"transformer-{Part}-{Variant}";

    public JsonObject Options => new()
    {
        ["part"] = Part,
        ["size"] = Size,
        ["heads"] = Heads,
        ["inner"] = Inner,
        ["layers"] = Layers,
        ["causal"] = IsCausal,
        ["postNorm"] = IsPostNorm,
        ["activation"] = Activation,
        ["loss"] = "sum(output * upstream), upstream 0 in the padding",
    };

    public static IEnumerable<TransformerCase> All()
    {
        long[] unsorted = [4, 1, 6], source = [2, 5, 3];
        yield return new("attention", "self-full");
        yield return new("attention", "self-causal-var") { IsCausal = true, Lengths = unsorted };
        yield return new("attention", "cross-var") { SourceLengths = source, Lengths = unsorted };
        foreach (var post in (bool[])[true, false])
        {
            var norm = post ? "post" : "pre";
            yield return new("encoder", norm + "-gelu-var") { IsPostNorm = post, Lengths = unsorted };
            yield return new("encoder", norm + "-relu-causal") { IsPostNorm = post, Activation = "relu", IsCausal = true };
            yield return new("decoder", norm + "-gelu-var") { IsPostNorm = post, IsCausal = true, Lengths = unsorted, SourceLengths = source };
        }
    }
}
