using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Runs;

/// <summary>Reads series from a file or from standard input.</summary>
internal static class SeriesFiles
{
    public const string StandardInput = "-";

    public static SeriesCollection Read(string path, SeriesReaderOptions options, Terminal terminal) =>
        SpooledInput.Read(path, terminal, file => SeriesReader.Read(file, options));
}
