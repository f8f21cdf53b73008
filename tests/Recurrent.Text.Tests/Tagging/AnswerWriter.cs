namespace Recurrent.Text.Tests.Tagging;

/// <summary>Tells when what was written has been sent off.</summary>
internal sealed class AnswerWriter : StringWriter
{
    public SemaphoreSlim Flushed { get; } = new(0);

    public override void Flush() => Flushed.Release();

    protected override void Dispose(bool disposing)
    {
        Flushed.Dispose();
        base.Dispose(disposing);
    }
}
