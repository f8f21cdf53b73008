using Recurrent.Cli.Presentation;
using Recurrent.Tensors.Storage;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Runs;

/// <summary>One training of any task: shown while it goes, and explained when it cannot go on.</summary>
internal static class TrainingRun
{
    /// <summary>Trains.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="notes">Where to show it.</param>
    /// <param name="files">The files of the run.</param>
    /// <param name="train">Trains with the observer of the display, calling the second argument when the settings are known, which shows them.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="UsageException">The checkpoint is of another run; the message says how that was started.</exception>
    /// <exception cref="DataFormatException">The data cannot be learnt from.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static T Of<T>(
        RunRequest request, Notes notes, RunFiles files, Func<ITrainingObserver, Action<IReadOnlyList<ChosenSetting>>, T> train, CancellationToken cancellation)
    {
        try
        {
            return TrainingDisplay.Run(request.DataName, notes, (progress, settingsKnown) => train(progress, settings =>
            {
                SettingsTable.Write(request, settings, notes);
                settingsKnown(settings);
            }));
        }
        catch (StorageFormatException mismatch) when (request.Resume)
        {
            var started = RunRecord.Find(request.Folder.Path) is { } record ? $" The run in '{request.Folder.Path}' was started with\n  {record.Command}\nTo go on, give the same data and options and --resume." : "";
            throw new UsageException(mismatch.Message + started, mismatch);
        }
        catch (DataFormatException unnamed) when (unnamed.File.Length == 0)
        {
            files.GiveUp();
            throw UnnamedData.Of(unnamed, request.DataName);
        }
        catch (OperationCanceledException interruption)
        {
            files.GiveUp();
            throw new OperationCanceledException(files.HowToGoOn, interruption, cancellation);
        }
        catch
        {
            files.GiveUp();
            throw;
        }
    }

    /// <summary>Trains with options that are told where the run keeps its checkpoints.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="notes">Where to show it.</param>
    /// <param name="files">The files of the run.</param>
    /// <param name="train">Trains with the options and the observer of the display.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="UsageException">The checkpoint is of another run; the message says how that was started.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static T Of<TOptions, T>(
        TaskRunRequest<TOptions> request, Notes notes, RunFiles files, Func<TOptions, ITrainingObserver, T> train, CancellationToken cancellation)
        where TOptions : TrainingRunOptions =>
        Of(request, notes, files, (progress, settingsKnown) => train(
            request.Options with { CheckpointFolder = request.Folder.Checkpoint, Resume = request.Resume, SettingsChosen = settingsKnown }, progress), cancellation);
}
