using System.Globalization;
using Recurrent.Training.Data;

namespace Recurrent.Text.Answering;

/// <summary>Reads stories line by line, for files and streams alike.</summary>
/// <param name="name">The file, for messages.</param>
/// <param name="needsAnswers">Whether a question without an answer is refused.</param>
internal sealed class StoryParser(string name, bool needsAnswers)
{
    private List<string> _story = [];
    private long _row;
    private long _last;
    private int _number = -1;

    /// <summary>Takes a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <returns>The question that it is, or null.</returns>
    /// <exception cref="DataFormatException">The line is neither sentence nor question.</exception>
    public StoryQuestion? Next(string line)
    {
        _row++;
        if (string.IsNullOrWhiteSpace(line)) return null;
        var text = Begin(line.TrimEnd('\r', ' '));
        var fields = text.Split('\t');
        var said = fields[0].Trim();
        if (said.Length == 0) throw Refusal($"the line number {_last} without text", "a sentence or a question behind the number", "Write the text, or remove the line");
        if (fields.Length == 1)
        {
            // A list of its own for every state of the story: questions keep what was told before them.
            _story = [.. _story, said];
            return null;
        }
        var answer = fields[1].Trim();
        if (answer.Length == 0 && needsAnswers)
            throw Refusal($"the question {DataFormatException.Quote(said)} without an answer", "the answer behind a tab", "Write the answer, or use predict to have it found");
        return new StoryQuestion(_story, said, answer.Length == 0 ? null : answer) { File = name, Row = _row, Number = _number };
    }

    /// <summary>Takes the line's number off and begins a story where it is 1.</summary>
    private string Begin(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', '\t');
        if (end < 1 || !long.TryParse(line.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 1)
            throw Refusal($"the line {DataFormatException.Quote(line)}", "a number from 1, a blank and a sentence, or a question with its answer behind a tab", "Number the lines of every story from 1");
        if (id != 1 && (_number < 0 || id <= _last))
            throw Refusal(_number < 0 ? $"the line number {id} at the beginning" : $"the line number {id} behind {_last}", "numbers that grow within a story, and 1 where one begins", "Number the lines of every story from 1");
        if (id == 1) (_story, _number) = ([], _number + 1);
        _last = id;
        return line[(end + 1)..];
    }

    private DataFormatException Refusal(string found, string expected, string fix) => new() { File = name, Row = _row, Found = found, Expected = expected, Fix = fix };
}
