using System.Text;
using System.Text.Json;
using Recurrent.Text.Tokenization;
using Recurrent.Text.Tokenization.Imported;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>Vocabularies in the metadata.</summary>
internal static class TokenizerMetadata
{
    /// <summary>Adds the tokens and how text is cut into them.</summary>
    public static void Describe(this TaskGraph graph, Tokenizer tokenizer, string suffix = "")
    {
        graph.Describe(MetadataKeys.Vocabulary + suffix, [.. tokenizer.Vocabulary.Tokens], MetadataJsonContext.Default.StringArray);
        // The files of other libraries are no JSON; whoever has them keeps them.
        if (tokenizer is ImportedTokenizer) return;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) TokenizerWriter.Write(writer, tokenizer);
        graph.DescribeJson(MetadataKeys.Tokenizer + suffix, Encoding.UTF8.GetString(stream.ToArray()));
    }
}
