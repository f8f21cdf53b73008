using Recurrent.Cli.Presentation;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>Standard input as a file, for readers that look at their data twice: once to decide what the columns are, once for the values.</summary>
internal static class SpooledInput
{
    /// <summary>Reads a file, or standard input where the name is <see cref="SeriesFiles.StandardInput"/>.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="read">Reads a file by its path.</param>
    /// <exception cref="DataFormatException">The data cannot be used; those of standard input are called <c>stdin</c>.</exception>
    public static T Read<T>(string path, Terminal terminal, Func<string, T> read)
    {
        if (path != SeriesFiles.StandardInput) return read(path);
        var spooled = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(spooled))
            using (var input = terminal.OpenInput()) input.CopyTo(file);
            return read(spooled);
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
