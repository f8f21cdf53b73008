using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Generation;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Trains a language model and writes everything that belongs to the run but the report.</summary>
internal static class GenerateRunner
{
    private const int SampleLength = 400;
    private static readonly double[] SampleTemperatures = [0.5, 0.8, 1];

    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static GenerateOutcome Run(GenerateRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        var test = request.Test.Length == 0 ? null : WithCounts(training.Model.Evaluate(request.Test), training.Model, request);
        training = training with { Model = training.Model.WithMetrics(MetricsOf(training, test)) };
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var outcome = new GenerateOutcome(request, training, test, losses, Samples(training.Model, request, cancellation));
        JsonFile.Write(request.Folder.Metrics, GenerateDocument.Of(outcome), GenerateJsonContext.Default.GenerateDocument);
        return outcome;
    }

    private static LanguageModelTraining Train(GenerateRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (options, progress) => LanguageModel.Train(request.Training, request.Validation, options, [files, losses, progress], cancellation), cancellation);

    /// <summary>Adds the strongest simple method, which needs the training text and so cannot be had from a model alone.</summary>
    private static LanguageEvaluation WithCounts(LanguageEvaluation test, LanguageModel model, GenerateRequest request)
    {
        var (encoder, order) = (model.State.Encoder, model.Level == TextLevel.Character ? 6 : 3);
        var counts = new NgramModel([encoder.Boundary, .. encoder.Encode(request.Training)], model.State.Architecture.Tokens, order);
        var nats = counts.TotalNats([encoder.Boundary, .. encoder.Encode(request.Test)]);
        return test with { Baselines = [.. test.Baselines, test.Model with { Method = $"{order}-gram", Nats = nats }] };
    }

    private static IReadOnlyList<GeneratedText> Samples(LanguageModel model, GenerateRequest request, CancellationToken cancellation)
    {
        var length = model.Level == TextLevel.Character ? SampleLength : SampleLength / 5;
        return
        [
            .. SampleTemperatures.Select(temperature => new GeneratedText(temperature, "", string.Concat(model.Generate(
                "", new SamplingOptions { Temperature = temperature, Length = length, Seed = request.Options.Seed }, cancellation)))),
        ];
    }

    private static Dictionary<string, double> MetricsOf(LanguageModelTraining training, LanguageEvaluation? test)
    {
        var metrics = new Dictionary<string, double>();
        if (!double.IsNaN(training.Run.BestLoss)) metrics["validation_perplexity"] = Math.Exp(training.Run.BestLoss);
        if (test is null) return metrics;
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_nats_per_char" + ending] = scores.NatsPerCharacter;
            metrics["test_perplexity" + ending] = scores.Perplexity;
        }
        return metrics;
    }
}
