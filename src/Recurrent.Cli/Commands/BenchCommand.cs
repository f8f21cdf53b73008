using System.CommandLine;
using Recurrent.Cli.Bench;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn bench</c>.</summary>
internal sealed class BenchCommand
{
    private const int MostThreads = 1024;

    private readonly Option<bool> _quick = new("--quick") { Description = "One size instead of four: two seconds." };
    private readonly Option<int> _threads = new("--threads") { HelpName = "N", Description = "Threads, 1 to 1024; 0, the default, takes one per core." };

    public static Command Create(Terminal terminal) => new BenchCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("bench", "Measure this machine's roof and our share of it, in half a minute.");
        command.Options.Add(_quick);
        command.Options.Add(_threads);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var threads = parsed.GetValue(_threads);
        if (threads is < 0 or > MostThreads)
            throw new UsageException($"--threads {threads}: give a whole number from 1 to {MostThreads}, or 0 for one thread per core.");
        var plan = parsed.GetValue(_quick) ? BenchPlan.Quick : BenchPlan.Full;
        var document = MachineBench.Run(plan, threads, notes.Say, cancellation);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, document, CliJsonContext.Default.BenchDocument);
        else
            BenchText.Write(notes.Terminal.Output, document);
        return ExitCode.Done;
    }
}
