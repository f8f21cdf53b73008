using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Runs;

/// <summary>Reads series from a file or from standard input.</summary>
internal static class SeriesFiles
{
    public const string StandardInput = "-";

    public static SeriesCollection Read(string path, SeriesReaderOptions options, Terminal terminal)
    {
        if (path != StandardInput) return SeriesReader.Read(path, options);
        // The reader looks at the data twice: once to decide what the columns are, once for the values.
        var spooled = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(spooled))
            using (var input = terminal.OpenInput()) input.CopyTo(file);
            return SeriesReader.Read(spooled, options);
        }
        catch (DataFormatException refusal)
        {
            throw new DataFormatException(refusal.Message, refusal)
            {
                File = "stdin",
                Row = refusal.Row,
                Column = refusal.Column,
                Found = refusal.Found,
                Expected = refusal.Expected,
                Fix = refusal.Fix,
            };
        }
        finally
        {
            File.Delete(spooled);
        }
    }
}
