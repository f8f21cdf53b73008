using System.Diagnostics;
using System.Reflection;

namespace Recurrent.Comparison.Conditions;

/// <summary>This program once more, with a job of its own; it speaks in lines.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>The first argument that makes a process a child.</summary>
    public const string Word = "child";

    /// <summary>Trains one case for some seconds; see <see cref="ChildJobs"/>.</summary>
    public const string SpeedJob = "speed";

    /// <summary>Times the first steps of a process.</summary>
    public const string FirstStepsJob = "first";

    /// <summary>Cases against the roof of the vectors that this process has.</summary>
    public const string NarrowJob = "narrow";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a child whose errors go where ours go.</summary>
    /// <param name="arguments">The job and its arguments.</param>
    /// <param name="environment">Variables to set besides ours; a null value removes one.</param>
    public static ChildProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        start.ArgumentList.Add(Word);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line the child writes.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A child process ended early; its message stands above.");

    /// <summary>All lines to the end.</summary>
    public IEnumerable<string> ReadLines()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            yield return line;
        }

        _process.WaitForExit();
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"A child process ended with code {_process.ExitCode}; its message stands above.");
        }
    }

    /// <summary>Says something to the child.</summary>
    public void WriteLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits for its end; a child whose input closes has nothing left to wait for.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
