using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Tensors;
using Recurrent.Text.Tagging;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>A tagger up to its emissions; the decoding by the conditional random field is left to the caller, its weights stand in the metadata.</summary>
internal static class TaggerGraph
{
    private const float Forbidden = -1e9f;
    private static readonly string[] Tables = ["words", "prefixes", "suffixes", "shapes"];

    public static TaskGraph Build(TaggerState state)
    {
        var (network, graph) = (state.Network, new TaskGraph(TaggerFolder.Task, state.Network));
        var nodes = graph.Nodes;
        List<OnnxValue> parts = [.. Tables.Select(name => nodes.Run(network.Part<Embedding>(name), Numbers(graph, name)))];
        if (network.PartOrNull<CharacterEncoder>("characters") is { } encoder) parts.Add(Characters(graph, encoder));
        var input = new OnnxSequence(nodes.Concat(-1, [.. parts]), graph.Lengths());
        var outputs = nodes.Within("encoder").Run(network.Layer("encoder"), input).Outputs.Values;
        graph.Output(
            "emissions", nodes.Run(network.Map("head"), outputs), OnnxElementType.Number, "score of every tag for each token; anything in the padding",
            TaskGraph.Time, TaskGraph.Batch, network.Tags.Tags.Length);
        Describe(graph, state);
        return graph;
    }

    private static OnnxValue Numbers(TaskGraph graph, string name) =>
        graph.Input(name, OnnxElementType.Integer64, $"places of the tokens' {name} in the table of that name", TaskGraph.Time, TaskGraph.Batch);

    private static OnnxValue Characters(TaskGraph graph, CharacterEncoder encoder)
    {
        var characters = graph.Input(
            "characters", OnnxElementType.Integer64, "places of the tokens' characters in the table of that name, 0 in the padding", "characters", TaskGraph.Time, TaskGraph.Batch);
        var lengths = graph.Input("character_lengths", OnnxElementType.Integer32, "characters of every token", TaskGraph.Time, TaskGraph.Batch);
        return new CharacterNodes(graph.Nodes.Within("characters"), encoder).Run(characters, lengths);
    }

    private static void Describe(TaskGraph graph, TaggerState state)
    {
        var vocabulary = state.Vocabulary;
        graph.Describe(MetadataKeys.Architecture, state.Architecture, TaggerJsonContext.Default.TaggerArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, TaggerJsonContext.Default.TaggerSettings);
        graph.Describe(MetadataKeys.Labels, [.. state.Network.Tags.Tags], MetadataJsonContext.Default.StringArray);
        graph.Describe(MetadataKeys.Field, FieldOf(state.Network), MetadataJsonContext.Default.DictionaryStringSingleArray);
        graph.Describe(MetadataKeys.Words, new Dictionary<string, string[]>
        {
            ["words"] = vocabulary.Words,
            ["prefixes"] = vocabulary.Prefixes,
            ["suffixes"] = vocabulary.Suffixes,
            ["shapes"] = vocabulary.Shapes,
            ["characters"] = vocabulary.Characters,
        }, MetadataJsonContext.Default.DictionaryStringStringArray);
        graph.LeaveOutside("Text is cut into tokens before, and each token looked up in the tables of recurrent.words; 1 stands for what they do not know.");
        graph.LeaveOutside("The best tags of a sentence are found by the Viterbi algorithm over the emissions and recurrent.crf.");
    }

    /// <summary>The field's weights; what it forbids is far below all others.</summary>
    private static Dictionary<string, float[]> FieldOf(TaggerNetwork network)
    {
        var (field, rules) = (network.Field, network.Tags.Constraints);
        return new Dictionary<string, float[]>
        {
            ["transitions"] = Allowed(field.Transitions, rules.Transitions),
            ["start"] = Allowed(field.Start, rules.Start),
            ["end"] = Allowed(field.End, rules.End),
        };
    }

    private static float[] Allowed(Parameter weights, float[] rules) =>
        [.. weights.Values.ToArray().Zip(rules, static (weight, allowed) => allowed > 0 ? weight : Forbidden)];
}
