using System.Globalization;
using System.Text.Json;
using Recurrent.Text.Classification;
using Recurrent.Text.Classification.Reading;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Writes rows with what was said of them, in the format they came in.</summary>
internal sealed class PredictionWriter(TextWriter writer, TextRows table, TextClassifier classifier, bool withAll, bool withReasons)
{
    private const int MostReasons = 5;
    private readonly char _delimiter = table.Format == TextFormat.Lines ? ',' : table.Delimiter;
    private readonly string _label = NewName("label", table.Header);
    private readonly string _probability = NewName("probability", table.Header);

    public void WriteHeader()
    {
        if (table.Header is not { } header) return;
        IEnumerable<string> names = [.. header, _label, _probability, .. withAll ? classifier.Labels : [], .. ReasonNames];
        WriteFields(names);
    }

    public void Write(TextRow row, TextPrediction said)
    {
        if (table.Format == TextFormat.Jsonl)
        {
            WriteObject(row, said);
            return;
        }
        IEnumerable<string> fields = table.Format == TextFormat.Lines ? [] : row.Fields;
        WriteFields([.. fields, said.Label, Number(said.Probability), .. withAll ? said.Probabilities.Select(Number) : [], .. Reasons(row.Text)]);
    }

    private void WriteFields(IEnumerable<string> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst) writer.Write(_delimiter);
            writer.Write(table.Format == TextFormat.Tsv ? field : Field(field));
            isFirst = false;
        }
        writer.Write('\n');
    }

    /// <summary>The object as it came, with the answer as further fields.</summary>
    private void WriteObject(TextRow row, TextPrediction said)
    {
        using var document = JsonDocument.Parse(row.Fields[0]);
        string[] names = [.. document.RootElement.EnumerateObject().Select(static one => one.Name)];
        writer.Write(row.Fields[0].AsSpan().TrimEnd()[..^1].TrimEnd());
        writer.Write($",{Quoted(NewName("label", names))}:");
        writer.Write(classifier.MultiLabel ? $"[{string.Join(',', said.Labels.Select(Quoted))}]" : Quoted(said.Label));
        writer.Write($",{Quoted(NewName("probability", names))}:{Number(said.Probability)}");
        if (withAll) writer.Write($",\"probabilities\":{{{string.Join(',', classifier.Labels.Select((label, one) => $"{Quoted(label)}:{Number(said.Probabilities[one])}"))}}}");
        foreach (var (name, reason) in ReasonNames.Zip(Reasons(row.Text))) writer.Write($",\"{name}\":{Quoted(reason)}");
        writer.Write("}\n");
    }

    private string[] ReasonNames => !withReasons ? [] : classifier.HasAttention ? ["why", "attention"] : ["why"];

    /// <summary>The words that weigh most, those for the label with a plus; then those that are looked at most closely, where there is attention.</summary>
    private string[] Reasons(string text)
    {
        if (!withReasons) return [];
        var tokens = classifier.Explain(text).Tokens;
        var why = Joined(tokens.OrderByDescending(static one => Math.Abs(one.Weight)), static one => one.Weight.ToString("+0.00;-0.00", CultureInfo.InvariantCulture));
        return classifier.HasAttention
            ? [why, Joined(tokens.OrderByDescending(static one => one.Attention), static one => one.Attention!.Value.ToString("=0.00", CultureInfo.InvariantCulture))]
            : [why];
    }

    private static string Joined(IEnumerable<TokenWeight> tokens, Func<TokenWeight, string> value) =>
        string.Join(' ', tokens.Take(MostReasons).Select(one => one.Text + value(one)));

    /// <summary>A name that no column has.</summary>
    private static string NewName(string name, string[]? taken)
    {
        while (taken is not null && taken.Any(one => one.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))) name = "predicted_" + name;
        return name;
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private string Field(string text) =>
        text.Contains(_delimiter) || text.AsSpan().IndexOfAny("\"\n\r") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
