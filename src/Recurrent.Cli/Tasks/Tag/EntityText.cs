using System.Text;
using Recurrent.Cli.Reports;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>A sentence for a web page, its entities coloured by their type.</summary>
internal static class EntityText
{
    private static readonly int[] Hues = [210, 25, 140, 285, 55, 340, 175, 95];

    public static string Write(IReadOnlyList<string> tokens, IReadOnlyList<EntitySpan> entities, IReadOnlyList<string> types)
    {
        var text = new StringBuilder();
        var next = 0;
        foreach (var entity in entities)
        {
            Append(text, tokens, next, entity.Start);
            var hue = Hues[Math.Max(0, types.ToList().IndexOf(entity.Type)) % Hues.Length];
            text.Append($"<mark dir=\"auto\" style=\"color:inherit;border-radius:4px;padding:.1em .3em;background:hsl({hue} 80% 60% / .35)\">");
            Append(text, tokens, entity.Start, entity.Start + entity.Length);
            text.Append($"<small><b>{Html.Text(entity.Type)}</b></small></mark> ");
            next = entity.Start + entity.Length;
        }
        Append(text, tokens, next, tokens.Count);
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> tokens, int start, int end)
    {
        for (var index = start; index < end; index++) text.Append(Html.Text(tokens[index])).Append(' ');
    }
}
