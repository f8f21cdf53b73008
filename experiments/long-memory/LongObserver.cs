using Recurrent.Training.Events;

namespace LongMemory;

/// <summary>Prints what validation says, and stops a run that is good enough.</summary>
internal sealed class LongObserver(LongJob job, LongSettings settings, CancellationTokenSource stop, bool isQuiet) : ITrainingObserver
{
    private double _loss, _norm;
    private int _steps;

    public void OnStep(in StepRecord record)
    {
        (_loss, _norm, _steps) = (_loss + record.Loss, Math.Max(_norm, record.GradientNorm), _steps + 1);
    }

    public void OnValidation(in ValidationRecord record)
    {
        double score = record.Evaluation.Metrics["score"];
        if (!isQuiet)
        {
            Console.WriteLine($"  step {record.Step,6}: loss {_loss / _steps:G4}, largest gradient {_norm:G3}, validation {score:G5}, at {record.Evaluation.Metrics["length"]} steps, {record.ElapsedSeconds:F0} s");
        }

        (_loss, _norm, _steps) = (0, 0, 0);
        if (job.IsLearnt(record.Evaluation.Score, settings.Enough)) stop.Cancel();
    }
}
