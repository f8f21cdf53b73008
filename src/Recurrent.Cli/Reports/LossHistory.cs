using System.Text.Json;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Reports;

/// <summary>The loss curves of a run, of the steps before resuming too.</summary>
internal sealed class LossHistory : ITrainingObserver
{
    private readonly List<LossPoint> _training = [];
    private readonly List<LossPoint> _validation = [];

    /// <summary>Mean training loss of each epoch.</summary>
    public IReadOnlyList<LossPoint> Training => _training;

    /// <summary>Every validation.</summary>
    public IReadOnlyList<LossPoint> Validation => _validation;

    /// <summary>Takes up the curves of the run that is being resumed.</summary>
    /// <param name="log">Its <c>training.jsonl</c>; a last line cut off by a crash is left out.</param>
    public static LossHistory FromLog(string log)
    {
        var history = new LossHistory();
        if (!File.Exists(log)) return history;
        foreach (var line in File.ReadLines(log))
        {
            if (line.EndsWith('}')) history.AddLine(line);
        }
        return history;
    }

    public void OnEpoch(in EpochRecord record) => Add(_training, record.Step, record.Loss);

    public void OnValidation(in ValidationRecord record) => Add(_validation, record.Step, record.Evaluation.Score);

    private void AddLine(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var step = root.GetProperty("step").GetInt64();
        switch (root.GetProperty("event").GetString())
        {
            case "epoch": Add(_training, step, Number(root.GetProperty("loss"))); break;
            case "validation": Add(_validation, step, Number(root.GetProperty("score"))); break;
            default: break;
        }
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    /// <summary>A resumed run repeats the steps behind its checkpoint: the later record counts.</summary>
    private static void Add(List<LossPoint> points, long step, double loss)
    {
        while (points.Count > 0 && points[^1].Step >= step) points.RemoveAt(points.Count - 1);
        if (double.IsFinite(loss)) points.Add(new LossPoint(step, loss));
    }
}
