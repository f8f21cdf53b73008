using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Diagnose;

/// <summary>Runs one command inside of another: whatever it can read, diagnose can look at.</summary>
internal static class InnerRun
{
    /// <summary>Runs a command whose results nobody sees.</summary>
    /// <param name="arguments">What follows <c>rnn</c>.</param>
    /// <param name="probe">Looks into it.</param>
    /// <param name="notes">Whose standard input it reads.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isDone">Whether the probe has what it came for, however the command ended.</param>
    /// <exception cref="UsageException">The command refused its arguments or data; the message is its own.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static void Of(IReadOnlyList<string> arguments, IModelProbe probe, Notes notes, Func<bool> isDone, CancellationToken cancellation)
    {
        using var messages = new StringWriter();
        var inner = notes.Terminal with { Output = TextWriter.Null, Error = messages, OpenOutput = null, IsInteractive = false, Probe = probe };
        var running = CommandLineApp.RunAsync(arguments, inner, cancellation);
        var code = running.GetAwaiter().GetResult();
        if (isDone() && code is ExitCode.Done or ExitCode.Interrupted && !cancellation.IsCancellationRequested) return;
        if (code == ExitCode.Interrupted || cancellation.IsCancellationRequested) throw new OperationCanceledException(cancellation);
        var said = messages.ToString().Trim();
        throw code switch
        {
            ExitCode.WrongInput => new UsageException(said),
            ExitCode.Done => new UsageException($"'rnn {string.Join(' ', arguments.Take(2))}' ran no recurrent layer on this data, so there is nothing to look at."),
            _ => new InvalidOperationException(said),
        };
    }
}
