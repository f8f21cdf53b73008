using Recurrent.Tensors.Autograd;
using Recurrent.Text.Corpora;
using Recurrent.Text.Tagging;

namespace Recurrent.Text.Tests.Tagging;

/// <summary>Every path of tags through a short sentence, one by one.</summary>
internal static class AllPaths
{
    public static IReadOnlyList<(string[] Tags, double Probability)> Of(TaggerState state, string[] tokens)
    {
        var network = state.Network;
        var (names, field) = (network.Tags.Tags, network.Field);
        var tape = Tape.ForInference(threads: 1);
        var reader = new WordReader(state.Vocabulary);
        int[] places = [.. Enumerable.Range(0, tokens.Length)];
        var scores = network.Emissions(tape, network.Read(tape, [.. tokens.Select(reader.Read)]), TokenBatch.Of([places], padding: 0)).Values.Values.ToArray();
        var paths = new List<(string[] Tags, double Probability)>();
        for (var number = 0; number < (int)Math.Pow(names.Length, tokens.Length); number++)
        {
            int[] path = [.. places.Select(step => number / (int)Math.Pow(names.Length, step) % names.Length)];
            string[] tags = [.. path.Select(tag => names[tag])];
            if (tags.SequenceEqual(TagSequence.Convert(tags, state.Architecture.Scheme))) paths.Add((tags, Math.Exp(Score(path))));
        }
        var total = paths.Sum(static path => path.Probability);
        return [.. paths.Select(path => (path.Tags, path.Probability / total))];

        double Score(int[] path)
        {
            var score = (double)field.Start.Values[path[0]] + field.End.Values[path[^1]];
            for (var step = 0; step < path.Length; step++)
                score += scores[(step * names.Length) + path[step]] + (step == 0 ? 0 : field.Transitions.Values[(path[step - 1] * names.Length) + path[step]]);
            return score;
        }
    }
}
