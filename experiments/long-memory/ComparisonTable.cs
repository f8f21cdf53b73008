using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LongMemory.Tasks;

namespace LongMemory;

/// <summary>Every cell at every task and length with the same settings: what each remembers after the same number of updates.</summary>
internal static class ComparisonTable
{
    private static readonly TableColumn[] Columns =
    [
        new("adding", 100), new("adding", 400), new("copy", 20), new("copy", 100), new("selective-copy", 64), new("selective-copy", 256),
        new("parity", 32), new("parity", 128), new("dyck", 64), new("dyck", 256), new("digits-rows", 28),
    ];

    /// <summary>Trains all, writes a Markdown table as it goes, and returns the runs.</summary>
    /// <param name="cells">Names, each with an initialisation behind a colon where it is not the default.</param>
    /// <param name="settings">What all have in common.</param>
    /// <param name="digits">Folder of the digits.</param>
    /// <param name="output">Where the table goes.</param>
    public static JsonArray Run(string[] cells, LongSettings settings, string digits, TextWriter output)
    {
        LongTask[] tasks = [.. Columns.Select(column => LongTasks.Create(column.Task, column.Length, digits))];
        output.WriteLine($"| cell | {string.Join(" | ", Columns.Select(column => $"{column.Task} {column.Length}"))} |");
        output.WriteLine($"|---|{string.Concat(Columns.Select(_ => "---|"))}");
        output.WriteLine($"| remembers nothing | {string.Join(" | ", tasks.Select(task => Text(task, task.Baseline)))} |");
        var runs = new JsonArray();
        foreach (string cell in cells)
        {
            string[] parts = cell.Split(':');
            LongSettings own = settings with { Cell = parts[0], Initialization = parts.Length > 1 ? parts[1] : "default" };
            var line = new StringBuilder($"| {cell} |");
            for (int column = 0; column < tasks.Length; column++)
            {
                LongRun run = LongRun.Of(tasks[column], own, isQuiet: true);
                line.Append(CultureInfo.InvariantCulture, $" {Text(tasks[column], run.Score)} |");
                runs.Add(new JsonObject
                {
                    ["cell"] = cell,
                    ["task"] = Columns[column].Task,
                    ["length"] = Columns[column].Length,
                    ["measure"] = tasks[column].Measure,
                    ["score"] = run.Score,
                    ["seconds"] = Math.Round(run.Seconds, 1),
                });
            }

            output.WriteLine(line);
            output.Flush();
        }

        return runs;
    }

    private static string Text(LongTask task, double score) => task.Measure == "accuracy"
        ? (100 * score).ToString("F1", CultureInfo.InvariantCulture) + " %"
        : score.ToString("G2", CultureInfo.InvariantCulture);

    /// <param name="Task">Its name.</param>
    /// <param name="Length">Steps, or blanks between what is read and what is asked.</param>
    private sealed record TableColumn(string Task, int Length);
}
