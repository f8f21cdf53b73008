using System.Globalization;
using System.Text;

namespace Recurrent.Cli.Tests;

/// <summary>Small training runs whose classifiers are asked about texts.</summary>
public abstract class ClassifyRuns : IDisposable
{
    private protected static readonly string[] Quick = ["--set", "epochs=3", "--set", "hidden=8", "--set", "embedding=8", "--set", "batch_size=8", "--set", "learning_rate=0.02", "--quiet"];

    private protected Scratch Scratch { get; } = new();

    public void Dispose()
    {
        Scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<string[]> Predict(string folder, string file, params string[] more) =>
        (await Invocation.Run(["predict", folder, file, .. more])).Succeeded().Output.Split('\n')[..^1];

    private protected async Task<string> Train(string data, params string[] more)
    {
        var folder = Scratch.Path("run");
        (await Invocation.Run(["train", "classify", data, "--out", folder, .. Quick, .. more])).Succeeded();
        return folder;
    }

    /// <summary>Reviews whose word says what they are, half of each.</summary>
    private protected string WriteReviews(string name, int count, int start = 0)
    {
        string[] good = ["great", "lovely", "fine"], bad = ["awful", "dull", "poor"];
        var text = new StringBuilder("text,label\n");
        for (var index = start; index < start + count; index++)
            text.Append(CultureInfo.InvariantCulture, $"\"the film {index % 7} was {(index % 2 == 0 ? good : bad)[index % 3]}, I say\",{(index % 2 == 0 ? "good" : "bad")}\n");
        return Scratch.Write(name, text.ToString());
    }
}
