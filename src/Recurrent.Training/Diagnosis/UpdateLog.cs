using System.Text.Json;
using Recurrent.Training.Events;

namespace Recurrent.Training.Diagnosis;

/// <summary>The gradient norms of a training run, update by update, and which of them exploded.</summary>
/// <remarks>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, section 2.3: cliffs show as single updates with gradients many times as long as usual.</remarks>
public sealed class UpdateLog : ITrainingObserver
{
    /// <summary>Updates before one that say what is usual.</summary>
    public const int MemoryOfUsual = 50;

    /// <summary>Fewest updates before one by which it can be judged.</summary>
    public const int FewestBefore = 5;

    private readonly List<UpdateRecord> _updates = [];

    /// <summary>The updates in order.</summary>
    public IReadOnlyList<UpdateRecord> Updates => _updates;

    /// <summary>Reads the log of a run.</summary>
    /// <param name="path">Its <c>training.jsonl</c>; of a resumed run the later record of a step counts, a last line cut off by a crash is left out.</param>
    /// <returns>Its updates.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="Data.DataFormatException">A line is no such record.</exception>
    public static UpdateLog Read(string path)
    {
        var log = new UpdateLog();
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (!line.EndsWith('}')) continue;
            try
            {
                log.AddLine(line);
            }
            catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new Data.DataFormatException($"{path}, line {number}: this is no record of a training run ({wrong.Message.TrimEnd('.')}); give the training.jsonl that rnn train wrote.");
            }
        }

        return log;
    }

    /// <summary>The updates whose gradient was longer than so many times the median of the up to <see cref="MemoryOfUsual"/> finite ones before, or not finite.</summary>
    /// <param name="factor">How many times, above 1; 5 by default, far outside of what batches differ by.</param>
    /// <returns>In order; the first <see cref="FewestBefore"/> updates are judged by being finite alone.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not above 1.</exception>
    public IReadOnlyList<ExplodingStep> Exploding(double factor = 5)
    {
        if (!(factor > 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "A factor of 1 or less would name ordinary updates; give one above 1.");
        List<ExplodingStep> found = [];
        Queue<double> before = new();
        foreach (UpdateRecord update in _updates)
        {
            double usual = before.Count == 0 ? double.NaN : Quantiles.Median(before);
            bool isFinite = double.IsFinite(update.GradientNorm);
            if (update.Outcome == UpdateOutcome.Skipped || !isFinite || (before.Count >= FewestBefore && update.GradientNorm > factor * usual))
                found.Add(new ExplodingStep(update, usual));
            if (isFinite) before.Enqueue(update.GradientNorm);
            if (before.Count > MemoryOfUsual) before.Dequeue();
        }

        return found;
    }

    /// <inheritdoc/>
    public void OnStep(in StepRecord record) =>
        Add(new UpdateRecord(record.Step, record.Loss, record.GradientNorm, record.IsClipped ? UpdateOutcome.Clipped : UpdateOutcome.Taken));

    /// <inheritdoc/>
    public void OnSkip(in SkipRecord record) => Add(new UpdateRecord(record.Step, record.Loss, record.GradientNorm, UpdateOutcome.Skipped));

    private void AddLine(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        string? kind = root.GetProperty("event").GetString();
        if (kind is not ("step" or "skip")) return;
        bool isClipped = root.TryGetProperty("clipped", out JsonElement clipped) && clipped.GetBoolean();
        UpdateOutcome outcome = kind == "skip" ? UpdateOutcome.Skipped : isClipped ? UpdateOutcome.Clipped : UpdateOutcome.Taken;
        Add(new UpdateRecord(root.GetProperty("step").GetInt64(), Number(root.GetProperty("loss")), Number(root.GetProperty("gradientNorm")), outcome));
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.NaN,
    };

    private void Add(in UpdateRecord update)
    {
        while (_updates.Count > 0 && _updates[^1].Step >= update.Step) _updates.RemoveAt(_updates.Count - 1);
        _updates.Add(update);
    }
}
