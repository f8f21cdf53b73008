namespace Recurrent.Text.LanguageModels;

/// <summary>Cuts running text in two, the later part to be held back.</summary>
internal static class CorpusSplit
{
    /// <summary>Where the later part begins: at the start of a line near the place wanted, else between two characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="share">Share of its characters that the later part should have.</param>
    public static int At(string text, double share)
    {
        var wanted = text.Length - (int)(share * text.Length);
        if (wanted >= text.Length) return text.Length;
        var line = text.LastIndexOf('\n', Math.Max(0, wanted - 1), Math.Max(0, Math.Min(wanted, text.Length / 100)));
        if (line >= 0) return line + 1;
        return wanted > 0 && char.IsLowSurrogate(text[wanted]) ? wanted - 1 : wanted;
    }
}
