using System.Globalization;
using System.Text;
using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tests;

/// <summary>Models that are trained in a moment, where it does not matter how good they are.</summary>
internal static class TinyModels
{
    public static async Task<string> Plant(Scratch scratch)
    {
        var text = new StringBuilder("t,u,y\n");
        var place = 0.0;
        for (var step = 0; step < 300; step++)
        {
            var force = Math.Sin(step * 0.37) + Math.Cos(step * step * 0.01);
            text.Append(CultureInfo.InvariantCulture, $"{step},{force:R},{place:R}\n");
            place += 0.3 * (force - place);
        }
        (await Invocation.Run("train", "signal", scratch.Write("plant.csv", text.ToString()), "--inputs", "u", "--outputs", "y", "--out", scratch.Path("plant"), "--quiet",
            "--states", "1", "--units", "2", "--restarts", "1", "--iterations", "3", "--warm-up", "10")).Succeeded();
        return scratch.Path("plant");
    }

    public static async Task<string> Detector(Scratch scratch)
    {
        var rows = Enumerable.Range(0, 500).Select(static row => string.Create(
            CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddMinutes(5 * row):yyyy-MM-dd HH:mm:ss},{50 + (5 * Math.Sin(row * 0.2)) + (row * 37 % 11 * 0.1):0.000}\n"));
        (await Invocation.Run("train", "detect", scratch.Write("sensor.csv", "timestamp,value\n" + string.Concat(rows)), "--epochs", "1", "--out", scratch.Path("detector"), "--quiet")).Succeeded();
        return scratch.Path("detector");
    }

    public static async Task<string> Tagger(Scratch scratch)
    {
        using var text = new StringWriter();
        ConllFile.Write(text, DemoEntities.Sentences(80, 0));
        (await Invocation.Run("train", "tag", scratch.Write("train.conll", text.ToString()), "--hidden", "8", "--embedding", "8", "--epochs", "1", "--out", scratch.Path("tagger"), "--quiet")).Succeeded();
        return scratch.Path("tagger");
    }

    public static async Task<string> Story(Scratch scratch)
    {
        (await Invocation.Run("train", "generate", scratch.Write("story.txt", DemoStory.Make(60, seed: 1)), "--out", scratch.Path("story"), "--quiet",
            "--epochs", "1", "--hidden", "16", "--embedding", "8", "--layers", "1", "--batch-size", "4", "--segment", "32")).Succeeded();
        return scratch.Path("story");
    }
}
