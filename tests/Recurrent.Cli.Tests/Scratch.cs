using System.Globalization;
using System.Text;

namespace Recurrent.Cli.Tests;

/// <summary>A folder for one test, removed behind it.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch() => Folder = Directory.CreateTempSubdirectory("rnn-test-").FullName;

    public string Folder { get; }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    /// <summary>Two years of daily sales of two shops with a weekly swing.</summary>
    public string WriteSales(string name = "sales.csv", int days = 120, int shops = 2)
    {
        var text = new StringBuilder("unique_id,ds,y\n");
        for (var shop = 0; shop < shops; shop++)
        {
            for (var day = 0; day < days; day++)
            {
                var value = 100 + (20 * shop) + (0.1 * day) + (15 * Math.Sin(2 * Math.PI * day / 7)) + ((day * 37 % 11) - 5);
                var date = new DateTime(2024, 1, 1).AddDays(day);
                text.Append(CultureInfo.InvariantCulture, $"shop{shop},{date:yyyy-MM-dd},{value:0.00}\n");
            }
        }
        return Write(name, text.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
