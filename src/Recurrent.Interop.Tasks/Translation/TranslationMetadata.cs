using Recurrent.Interop.Tasks.Texts;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>What both files of a translator say.</summary>
internal static class TranslationMetadata
{
    public const string Source = ".source";
    public const string Target = ".target";

    public static void Describe(TaskGraph graph, TranslatorState state)
    {
        graph.Describe(MetadataKeys.Architecture, state.Architecture, TranslatorJsonContext.Default.TranslatorArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, TranslatorJsonContext.Default.TranslatorSettings);
        graph.Describe(state.Source.Tokenizer, Source);
        graph.Describe(state.Target.Tokenizer, Target);
        var special = SearchTokens.Of(state.Target.Tokenizer.Vocabulary);
        graph.Describe(
            MetadataKeys.SpecialTokens,
            new Dictionary<string, int> { ["padding"] = special.Padding, ["begin"] = special.Begin, ["end"] = special.End },
            MetadataJsonContext.Default.DictionaryStringInt32);
        graph.LeaveOutside("Sentences are cut into tokens before, and put together from tokens after.");
        graph.LeaveOutside("The caller runs the encoder once and the decoder a step at a time, final_… of a step being initial_… of the next, until the token called end in recurrent.special_tokens; padding and begin are never chosen.");
    }
}
