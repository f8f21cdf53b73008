namespace Recurrent.Training.Data;

/// <summary>Lines as a text reader that is read line by line.</summary>
/// <param name="lines">The lines; belong to the reader.</param>
internal sealed class LinesReader(TextLines lines) : TextReader
{
    public override string? ReadLine() => lines.Next();

    public override int Peek() => throw new NotSupportedException("These are read line by line.");

    public override int Read() => throw new NotSupportedException("These are read line by line.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) lines.Dispose();
        base.Dispose(disposing);
    }
}
