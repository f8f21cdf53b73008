using System.Text;

namespace Recurrent.Cli.Tests;

/// <summary>Somebody who types the next line when the one before has been answered, and waits for long but not for ever.</summary>
/// <param name="lines">What is typed.</param>
internal sealed class Conversation(params string[] lines) : MemoryStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private int _given;

    /// <summary>The lines that were not answered in time, from 1.</summary>
    public List<int> NotAnswered { get; } = [];

    /// <summary>Where the answers go.</summary>
    public FlushedWriter Answers { get; } = new();

    /// <summary>Called instead of an end behind the last line; null ends there.</summary>
    public Action? Silence { get; init; }

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer)
    {
        if (_given > 0 && !SpinWait.SpinUntil(() => Answers.Lines >= _given, Patience)) NotAnswered.Add(_given);
        if (_given == lines.Length)
        {
            Silence?.Invoke();
            return 0;
        }
        return Encoding.UTF8.GetBytes(lines[_given++] + "\n", buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) Answers.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Counts the lines that were flushed, which others may read on another thread.</summary>
    internal sealed class FlushedWriter : StringWriter
    {
        private volatile int _lines;

        public int Lines => _lines;

        public override void Flush() => _lines = ToString().Count(static letter => letter == '\n');
    }
}
