using System.Diagnostics;
using System.Globalization;

namespace Recurrent.Cli.Tests;

/// <summary>The command as a process of its own, for signals, pipes and devices.</summary>
internal static class RealProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Starts the command with its three streams in the hands of the test.</summary>
    public static Process Start(params string[] arguments) => Open(Dotnet, [typeof(CommandLineApp).Assembly.Location, .. arguments]);

    /// <summary>Runs a script of bash, in which <c>rnn</c> is the command and <c>$1</c>, <c>$2</c> are what is given.</summary>
    public static async Task<Invocation> Script(string script, params string[] values)
    {
        using var process = Open("bash", ["-c", $"rnn() {{ '{Dotnet}' '{typeof(CommandLineApp).Assembly.Location}' \"$@\"; }}\n{script}", "bash", .. values]);
        process.StandardInput.Close();
        return await Ended(process);
    }

    /// <summary>Waits for the end and says how it went; a process that does not end is killed, and the test fails.</summary>
    public static async Task<Invocation> Ended(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new Invocation(process.ExitCode, await output, await error);
    }

    public static async Task Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until something has come about.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        var limit = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(limit.Elapsed < Patience, "What the test waits for did not come about.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static Process Open(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
