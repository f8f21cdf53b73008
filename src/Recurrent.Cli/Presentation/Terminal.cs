using System.Text;
using Recurrent.Cli.Diagnose;

namespace Recurrent.Cli.Presentation;

/// <summary>Where a command writes: results to one stream, messages for people to the other.</summary>
internal sealed record Terminal(TextWriter Output, TextWriter Error)
{
    private const int StandardOutput = 1;

    /// <summary>Standard input, for <c>-</c>.</summary>
    public Func<Stream> OpenInput { get; init; } = () => Stream.Null;

    /// <summary>Standard output as bytes, for streams of rows; null when only <see cref="Output"/> leads there.</summary>
    public Func<Stream>? OpenOutput { get; init; }

    /// <summary>Whether messages go to a screen that can be redrawn.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>The clock for reports and file names.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Looks into the model of a command that runs inside of another one; null when nobody does.</summary>
    public IModelProbe? Probe { get; init; }

    /// <summary>The console of this process; plain text when redirected or when <c>NO_COLOR</c> is set.</summary>
    /// <remarks>Sets the console's writers, which libraries compare with theirs to tell a screen from a file.</remarks>
    public static Terminal OfProcess()
    {
        Console.SetOut(Writer(OpenStandardOutput()));
        Console.SetError(Writer(new ForgivingStream(Console.OpenStandardError())));
        return new Terminal(Console.Out, Console.Error)
        {
            OpenInput = Console.OpenStandardInput,
            OpenOutput = OpenStandardOutput,
            IsInteractive = !Console.IsErrorRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
        };
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private static Stream OpenStandardOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(StandardOutput);
}
