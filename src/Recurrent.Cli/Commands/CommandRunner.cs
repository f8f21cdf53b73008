using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Tensors.Storage;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Commands;

/// <summary>Runs the body of a command and turns what goes wrong into a message and an exit code.</summary>
internal static class CommandRunner
{
    public static void Handle(Command command, Terminal terminal, Func<ParseResult, Notes, CancellationToken, int> body) =>
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(parsed, terminal, notes => body(parsed, notes, cancellation))));

    private static int Run(ParseResult parsed, Terminal terminal, Func<Notes, int> body)
    {
        try
        {
            return body(new Notes(terminal, GlobalOptions.WantsQuiet(parsed)));
        }
        catch (Exception failure) when (failure is UsageException or DataFormatException or StorageFormatException)
        {
            return Say(terminal, failure.Message, ExitCode.WrongInput);
        }
        catch (OperationCanceledException interruption)
        {
            return Say(terminal, interruption.Message, ExitCode.Interrupted);
        }
        catch (IOException failure) when (DescriptorStream.IsClosedReader(failure))
        {
            return ExitCode.Done;
        }
        catch (Exception failure) when (!GlobalOptions.WantsVerbose(parsed))
        {
            return Failed(terminal, failure);
        }
        catch (Exception failure)
        {
            return Say(terminal, $"The command failed: {failure}", ExitCode.Failed);
        }
    }

    /// <summary>Says that help or a version could not be written; a reader that has had enough is no failure.</summary>
    /// <returns>The exit code.</returns>
    public static int Unwritten(Terminal terminal, IOException failure) => DescriptorStream.IsClosedReader(failure) ? ExitCode.Done : Failed(terminal, failure);

    private static int Failed(Terminal terminal, Exception failure)
    {
        var advice = failure is IOException or UnauthorizedAccessException
            ? "Check free space and permissions, then run the command again."
            : "This should not happen: run the command again with --verbose and report the stack it shows.";
        return Say(terminal, $"The command failed: {failure.Message.TrimEnd('.')}. {advice}", ExitCode.Failed);
    }

    private static int Say(Terminal terminal, string message, int code)
    {
        terminal.Error.WriteLine(message);
        return code;
    }
}
