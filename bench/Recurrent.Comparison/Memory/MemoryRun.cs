using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Comparison.Memory;

/// <summary>Trains a case with and without recomputation, each in a process of its own, and prints the largest resident sets.</summary>
internal sealed class MemoryRun(MemoryCase sizes, TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Runs.</summary>
    /// <returns>True when both ways gave the same first loss, to the bit.</returns>
    public bool Run()
    {
        if (sizes.Recomputes is not null)
        {
            output.WriteLine(JsonSerializer.Serialize(new MemoryProbe(sizes).Run()));
            return true;
        }

        MemoryResult kept = InOwnProcess(recomputes: false), recomputed = InOwnProcess(recomputes: true);
        if (sizes.IsJson)
        {
            output.WriteLine(Json(kept, recomputed).ToJsonString(Indented));
        }
        else
        {
            output.WriteLine($"{sizes}; linear map to one value, mean squared error over all steps, backward pass, Adam");
            output.WriteLine($"{string.Empty,-28} {"peak MB",9} {"step ms",9} {"first loss",11} {"last loss",11}");
            Write($"{Recomputation.None}", kept);
            Write($"{Recomputation.EverySquareRoot}", recomputed);
        }

        return kept.FirstLoss.Equals(recomputed.FirstLoss);
    }

    private void Write(string name, MemoryResult result) => output.WriteLine(
        $"{name,-28} {result.PeakMegabytes,9:0} {result.StepMilliseconds,9:0} {result.FirstLoss,11:0.000000} {result.LastLoss,11:0.000000}");

    private MemoryResult InOwnProcess(bool recomputes)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no file to start again.");
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] host = isHost ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. host, .. sizes.Words(recomputes)]) { RedirectStandardOutput = true };

        // Libraries that the peers need are not part of what we measure.
        start.Environment.Remove("LD_PRELOAD");
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<MemoryResult>(text)!
            : throw new InvalidOperationException($"Training ended with exit code {process.ExitCode}; its message is above.");
    }

    private JsonObject Json(MemoryResult kept, MemoryResult recomputed) => new()
    {
        ["case"] = $"{sizes}",
        ["kept"] = JsonSerializer.SerializeToNode(kept, Camel),
        ["recomputed"] = JsonSerializer.SerializeToNode(recomputed, Camel),
        ["peakRatio"] = (double)kept.PeakBytes / recomputed.PeakBytes,
        ["timeRatio"] = recomputed.StepMilliseconds / kept.StepMilliseconds,
    };

    private static JsonSerializerOptions Camel { get; } = new(JsonSerializerDefaults.Web);
}
