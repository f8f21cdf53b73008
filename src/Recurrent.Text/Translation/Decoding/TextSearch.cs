using System.Collections.Immutable;
using Recurrent.Tensors.Autograd;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Text.Translation.Decoding;

/// <summary>From sentences to translations: sorted by length, searched in batches, put back in order.</summary>
internal sealed class TextSearch(TranslatorState state, TranslateOptions options)
{
    private readonly bool _replaces = options.ReplaceUnknown && state.Settings.Tokens == TranslationTokens.Word;

    /// <summary>Hypotheses times tokens of the longest source that are held at once; results do not depend on it.</summary>
    public long TokensTogether { get; init; } = SearchBatches.MostTokens;

    /// <summary>Translates.</summary>
    /// <returns>For each sentence the translations found, best first.</returns>
    public Translation[][] Run(IReadOnlyList<string> sentences, CancellationToken cancellation)
    {
        int[][] sources = [.. sentences.Select(Encode)];
        var results = new Translation[sentences.Count][];
        var search = new BeamSearch(state.Network, SearchTokens.Of(state.Target.Tokenizer.Vocabulary), options) { NeedsAttention = _replaces };
        var tape = Tape.ForInference(options.Threads);
        int[] lengths = [.. sources.Select(static source => source.Length)];
        foreach (var batch in SearchBatches.Of(lengths, options, TokensTogether))
        {
            foreach (var empty in batch.Where(index => lengths[index] == 0)) results[empty] = [new Translation("", 0, 0)];
            int[] items = [.. batch.Where(index => lengths[index] > 0)];
            if (items.Length == 0) continue;
            var found = search.Run(tape, [.. items.Select(index => (ReadOnlyMemory<int>)sources[index])], cancellation);
            for (var place = 0; place < items.Length; place++)
                results[items[place]] = [.. found[place].Select(one => Translate(sentences[items[place]], sources[items[place]], one))];
        }
        return results;
    }

    private int[] Encode(string sentence, int index)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return SentenceLimit.Encode(state.Source, sentence, "sentences", index + 1);
    }

    private Translation Translate(string sentence, int[] source, Hypothesis one)
    {
        string[] tokens = [.. one.Tokens.Select(state.Target.TextOf)];
        var isReplaced = _replaces && one.Tokens.Contains(state.Target.Tokenizer.UnknownNumber!.Value);
        if (isReplaced) Replace(tokens, one, state.Source.Words(sentence));
        return new Translation(isReplaced ? string.Join(' ', tokens) : state.Target.Decode(one.Tokens), one.LogProbability, one.Score)
        {
            SourceTokens = options.WithAttention ? [.. source.Select(state.Source.TextOf)] : [],
            Tokens = [.. tokens],
            Attention = options.WithAttention ? ImmutableArray.Create(one.Attention) : [],
        };
    }

    /// <summary>Puts the source word that was looked at most in the place of every unknown one: names are often the same in both languages.</summary>
    private void Replace(string[] tokens, Hypothesis one, string[] words)
    {
        var steps = words.Length;
        for (var place = 0; place < tokens.Length; place++)
        {
            if (one.Tokens[place] != state.Target.Tokenizer.UnknownNumber) continue;
            var looks = one.Attention.AsSpan(place * steps, steps);
            var most = 0;
            for (var step = 1; step < steps; step++)
                if (looks[step] > looks[most]) most = step;
            tokens[place] = words[most];
        }
    }
}
