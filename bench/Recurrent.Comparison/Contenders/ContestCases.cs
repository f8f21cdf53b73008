using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Onnx;
using Recurrent.Comparison.Torch;

namespace Recurrent.Comparison.Contenders;

/// <summary>All cases in the order they run.</summary>
internal static class ContestCases
{
    // The convention of the published figures: backward counts as two forward passes.
    private const double TrainingPasses = 3;

    /// <summary>Subcommands in the order of <c>all</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["train", "infer", "step", "packed", "model"];

    /// <summary>The cases of one subcommand.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static IEnumerable<ContestCase> Of(string kind) => kind switch
    {
        "train" => CaseGrids.Sequences.Select(sizes => Case(kind, sizes, threads => Training(SequenceData.Full(sizes), threads))),
        "packed" => CaseGrids.Packed.Select(sizes => Case(kind, sizes, threads => Training(SequenceData.Ragged(sizes), threads))),
        "infer" => CaseGrids.Sequences.Select(sizes => Case(kind, sizes, threads => Inference(SequenceData.Full(sizes), threads))),
        "step" => CaseGrids.Steps.Select(sizes => Case(kind, sizes, threads => Step(SequenceData.Full(sizes), threads))),
        "model" => CaseGrids.Models.Select(sizes => new ContestCase(kind, $"{sizes}", sizes.Recurrent.Batch, threads => Model(new LanguageModelData(sizes), threads))),
        _ => throw new ArgumentException($"There is no subcommand '{kind}'; choose one of {string.Join(", ", Kinds)}, all.", nameof(kind)),
    };

    private static ContestCase Case(string kind, SequenceCase sizes, Func<int, Contest> open) => new(kind, $"{sizes}", sizes.Batch, open) { Sizes = sizes };

    private static Contest Training(SequenceData data, int threads) =>
        new(new OurTraining(data, threads), [new TorchTraining(data, threads)])
        {
            Flops = TrainingPasses * data.Sizes.ForwardFlops(data.ValidSteps),
        };

    private static Contest Inference(SequenceData data, int threads) =>
        new(new OurInference(data, threads), [new TorchInference(data, threads), new OnnxInference(data, threads)])
        {
            Flops = data.Sizes.ForwardFlops(data.ValidSteps),
        };

    private static Contest Step(SequenceData data, int threads)
    {
        IContender[] peers = threads == 1 ? [new OnnxStep(data, 1)] : [new OnnxStep(data, 1), new OnnxStep(data, threads)];
        return new Contest(new OurStep(data), peers) { Flops = data.Sizes.ForwardFlops(data.ValidSteps), IsSingleThreaded = true };
    }

    private static Contest Model(LanguageModelData data, int threads) =>
        new(new OurLanguageModel(data, threads), [new TorchLanguageModel(data, threads)])
        {
            Flops = TrainingPasses * data.Sizes.ForwardFlops,
            Tokens = data.Sizes.Tokens,
        };
}
