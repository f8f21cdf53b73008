using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Onnx;
using Recurrent.Comparison.Torch;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Comparison.Contenders;

/// <summary>All cases in the order they run.</summary>
internal static class ContestCases
{
    // The convention of the published figures: backward counts as two forward passes.
    private const double TrainingPasses = 3;

    /// <summary>The kind of steps over weights of fewer bits.</summary>
    public const string FewerBits = "step-bits";

    // Eight bits a weight change outputs by about a hundredth; a wrong scale is far above.
    private const double FewerBitsTolerance = 0.05;

    /// <summary>All kinds; each is a subcommand.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["train", "infer", "step", "step1", FewerBits, "step-many", "packed", "model"];

    /// <summary>The kinds of <c>all</c>: those with a peer of another make.</summary>
    public static IReadOnlyList<string> WithPeers { get; } = [.. Kinds.Except([FewerBits, "step-many"])];

    /// <summary>The kinds that a subcommand runs: <c>step</c> all kinds of steps, the others their own.</summary>
    public static IReadOnlyList<string> Under(string subcommand) =>
        subcommand == "step" ? [.. Kinds.Where(kind => kind.StartsWith(subcommand, StringComparison.Ordinal))] : [subcommand];

    /// <summary>The cases of one subcommand.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static IEnumerable<ContestCase> Of(string kind) => kind switch
    {
        "train" => CaseGrids.Sequences.Select(sizes => Case(kind, sizes, threads => Training(SequenceData.Full(sizes), threads))),
        "packed" => CaseGrids.Packed.Select(sizes => Case(kind, sizes, threads => Training(SequenceData.Ragged(sizes), threads))),
        "infer" => CaseGrids.Sequences.Select(sizes => Case(kind, sizes, threads => Inference(SequenceData.Full(sizes), threads))),
        "step" => CaseGrids.Steps.Select(sizes => Case(kind, sizes, threads => Step(SequenceData.Full(sizes), threads, ourThreads: 0))),
        "step1" => CaseGrids.Steps.Select(sizes => Case(kind, sizes, threads => Step(SequenceData.Full(sizes), threads, ourThreads: 1))),
        FewerBits => CaseGrids.LargeSteps.SelectMany(sizes => new[] { WeightPrecision.BFloat16, WeightPrecision.Int8 }.Select(
            weights => new ContestCase(kind, $"{sizes} {weights}", sizes.Batch, _ => StepOfFewerBits(SequenceData.Full(sizes), weights)))),
        "step-many" => CaseGrids.ManySteps.Select(sizes => Case(kind, sizes, threads => ManySteps(SequenceData.Full(sizes), threads))),
        "model" => CaseGrids.Models.Select(sizes => new ContestCase(kind, $"{sizes}", sizes.Recurrent.Batch, threads => Model(new LanguageModelData(sizes), threads))),
        _ => throw new ArgumentException($"There is no subcommand '{kind}'; choose one of {string.Join(", ", Kinds)}, all.", nameof(kind)),
    };

    private static ContestCase Case(string kind, SequenceCase sizes, Func<int, Contest> open) => new(kind, $"{sizes}", sizes.Batch, open) { Sizes = sizes };

    private static Contest Training(SequenceData data, int threads) =>
        new(() => new OurTraining(data, threads), () => [new TorchTraining(data, threads)])
        {
            Flops = TrainingPasses * data.Sizes.ForwardFlops(data.ValidSteps),
        };

    private static Contest Inference(SequenceData data, int threads) =>
        new(() => new OurInference(data, threads), () => [new TorchInference(data, threads), new OnnxInference(data, threads)])
        {
            Flops = data.Sizes.ForwardFlops(data.ValidSteps),
        };

    private static Contest StepOfFewerBits(SequenceData data, WeightPrecision weights) =>
        new(() => new OurStep(data, new StreamOptions { Threads = 1, Weights = weights }), () => [new OurStep(data, new StreamOptions { Threads = 1 })])
        {
            Flops = data.Sizes.ForwardFlops(data.ValidSteps),
            IsSingleThreaded = true,
            Tolerance = FewerBitsTolerance,
        };

    private static Contest ManySteps(SequenceData data, int threads) =>
        new(
            () => new OurStreams(data, new StreamOptions { Threads = threads }, areTogether: true),
            () => [new OurStreams(data, new StreamOptions { Threads = threads }, areTogether: false)])
        {
            Flops = data.Sizes.ForwardFlops(data.ValidSteps),
            Tokens = data.Sizes.Batch,
        };

    private static Contest Step(SequenceData data, int threads, int ourThreads) =>
        new(
            () => new OurStep(data, new StreamOptions { Threads = ourThreads }),
            () => threads == 1 ? [new OnnxStep(data, 1)] : [new OnnxStep(data, 1), new OnnxStep(data, threads)])
        {
            Flops = data.Sizes.ForwardFlops(data.ValidSteps),
            IsSingleThreaded = true,
        };

    private static Contest Model(LanguageModelData data, int threads) =>
        new(() => new OurLanguageModel(data, threads), () => [new TorchLanguageModel(data, threads)])
        {
            Flops = TrainingPasses * data.Sizes.ForwardFlops,
            Tokens = data.Sizes.Tokens,
        };
}
