using System.CommandLine;
using System.CommandLine.Invocation;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli;

/// <summary>Parses arguments, runs the command and returns the exit code.</summary>
internal static class CommandLineApp
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What follows <c>rnn</c>.</param>
    /// <param name="terminal">Where results and messages go.</param>
    /// <param name="cancellation">Asks a running command to end in order.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation)
    {
        var parsed = RootCommandFactory.Create(Interruptible(terminal, cancellation)).Parse(arguments);
        if (UnknownOptions.Refuse(parsed, arguments) is { } unknown)
        {
            terminal.Error.WriteLine(unknown);
            return Point(parsed, terminal);
        }

        if (parsed.Action is ParseErrorAction refusal) return Refuse(parsed, refusal, terminal);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            return CommandRunner.Unwritten(terminal, failure);
        }
    }

    /// <summary>Nobody has to wait with a command for input that may never come.</summary>
    private static Terminal Interruptible(Terminal terminal, CancellationToken cancellation) => terminal with
    {
        OpenInput = () =>
        {
            var input = terminal.OpenInput();
            return input.CanSeek ? input : new InterruptibleInput(input, cancellation);
        },
    };

    /// <summary>Says what is wrong and what it may have meant; results go to stdout, so everything here goes to stderr.</summary>
    private static int Refuse(ParseResult parsed, ParseErrorAction refusal, Terminal terminal)
    {
        refusal.ShowHelp = false;
        refusal.Invoke(WithOutputTo(parsed, terminal.Error));
        return Point(parsed, terminal);
    }

    /// <summary>Points to the help of the command.</summary>
    private static int Point(ParseResult parsed, Terminal terminal)
    {
        var command = string.Join(' ', CommandNames(parsed.CommandResult));
        terminal.Error.WriteLine($"See '{command} --help'.");
        return ExitCode.WrongInput;
    }

    private static ParseResult WithOutputTo(ParseResult parsed, TextWriter writer)
    {
        parsed.InvocationConfiguration.Output = writer;
        parsed.InvocationConfiguration.Error = writer;
        return parsed;
    }

    private static Stack<string> CommandNames(System.CommandLine.Parsing.SymbolResult? result)
    {
        var names = new Stack<string>();
        for (; result is System.CommandLine.Parsing.CommandResult command; result = command.Parent)
        {
            names.Push(command.Command is RootCommand ? "rnn" : command.Command.Name);
        }
        return names;
    }
}
