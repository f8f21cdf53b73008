using System.Globalization;
using Microsoft.ML.Runtime;
using Recurrent.Training.Events;

namespace Recurrent.MLNet.Interior;

/// <summary>Tells the log of the ML.NET context how training goes.</summary>
internal sealed class ChannelObserver(IChannel channel) : ITrainingObserver
{
    public void OnEpoch(in EpochRecord record) =>
        Say($"Epoch {record.Epoch + 1}: loss {record.Loss:G5} after {record.Step} steps and {record.ElapsedSeconds:F1} s.");

    public void OnValidation(in ValidationRecord record) =>
        Say($"Validation at step {record.Step}: {record.Evaluation.Score:G5}{(record.IsBest ? ", the best so far" : "")}.");

    public void OnStop(in StopRecord record) => Say($"Training ended: {record.Result.Reason}.");

    private void Say(FormattableString text) => channel.Info(MessageSensitivity.None, "{0}", text.ToString(CultureInfo.InvariantCulture));
}
