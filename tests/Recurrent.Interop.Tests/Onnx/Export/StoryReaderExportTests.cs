using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Memory;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>Networks that answer questions about stories, in ONNX Runtime against ours; stories of several lengths, none too.</summary>
public sealed class StoryReaderExportTests : IDisposable
{
    private const int Tokens = 12;
    private static readonly int[][][] Stories = [[[1, 2, 3], [4, 5], [6, 7, 8, 9]], [], [[3, 3], [10]]];
    private static readonly int[][] Questions = [[1, 11], [2, 4, 11], [5]];

    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public static TheoryData<string> Names => [.. Readers.Keys];

    private static Dictionary<string, Func<StoryReader>> Readers { get; } = new()
    {
        ["end-to-end"] = () => new EndToEndMemory(new EndToEndMemoryOptions { Tokens = Tokens, AnswerTokens = [2, 5, 7], Size = 6, Ages = 2 }, Random),
        ["end-to-end layer-wise, gated"] = () => new EndToEndMemory(
            new EndToEndMemoryOptions { Tokens = Tokens, AnswerTokens = [2, 5], Size = 6, Tying = WeightTying.LayerWise, IsGated = true, HasPositions = false }, Random),
        ["entities"] = () => new EntityNetwork(new EntityNetworkOptions { Tokens = Tokens, AnswerTokens = [2, 5, 7], Size = 6, Blocks = 4 }, Random),
        ["query reduction"] = () => new QueryReduction(new QueryReductionOptions { Tokens = Tokens, AnswerTokens = [2, 5, 7], Size = 6 }, Random),
        ["query reduction, shared"] = () => new QueryReduction(
            new QueryReductionOptions { Tokens = Tokens, AnswerTokens = [2, 5, 7], Size = 6, IsShared = true, HasVectorGates = true, HasReset = true }, Random),
        ["sequence, gru"] = () => new SequenceReader(new SequenceReaderOptions { Tokens = Tokens, AnswerTokens = [2, 5, 7], Size = 6, Cell = "gru" }, Random),
        ["sequence, transformer"] = () => new SequenceReader(new SequenceReaderOptions { Tokens = Tokens, AnswerTokens = [2, 5, 7], Size = 6, Cell = "transformer" }, Random),
    };

    private static RandomSource Random => new(2);

    private string Model => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Reader_gives_the_same_scores(string name)
    {
        StoryReader reader = SampleWeights.Fill(Readers[name]());
        OnnxExport.Save(reader, Model);
        var table = new SentenceTable();
        TokenStory[] stories = [.. Stories.Select((story, row) => new TokenStory(story.Select(sentence => table.Add(sentence)).ToArray(), table.Add(Questions[row])))];
        StoryOutput expected = reader.Run(Tape.ForInference(), StoryBatch.Of(table, stories));
        using var run = new OnnxRun(Model);
        run.Run(
            ("story", Padded(Stories.SelectMany(story => Filled(story, 3, [])), 4, 3, 3, 4)),
            ("story_words", new OnnxArray(Stories.SelectMany(story => Filled(story, 3, [])).Select(sentence => (long)sentence.Length).ToArray(), [3, 3])),
            ("lengths", OnnxArray.Of(3, 0, 2)),
            ("question", Padded(Questions, 3, 3, 3)),
            ("question_words", new OnnxArray(Questions.Select(question => (long)question.Length).ToArray(), [3])))["scores"].AssertNear(expected.Scores);
    }

    [Fact]
    public void Key_value_memory_gives_the_same_query()
    {
        var memory = SampleWeights.Fill(new KeyValueMemory(4, 3, Random));
        OnnxExport.Save(memory, Model);
        Tensor query = Numbers(new Shape(2, 4), 1), keys = Numbers(new Shape(2, 3, 4), 2), values = Numbers(new Shape(2, 3, 4), 3);
        Tensor mask = Tensor.FromValues([1, 1, 1, 1, 0, 1], new Shape(2, 1, 3));
        using var run = new OnnxRun(Model);
        Dictionary<string, OnnxArray> results = run.Run(
            ("query", OnnxArray.Of(query)), ("keys", OnnxArray.Of(keys)), ("values", OnnxArray.Of(values)), ("mask", OnnxArray.Of(mask)));
        results["output"].AssertNear(memory.Run(Tape.ForInference(), query, keys, values, mask).Query);
    }

    private static IEnumerable<int[]> Filled(int[][] items, int count, int[] rest) => items.Concat(Enumerable.Repeat(rest, count - items.Length));

    private static OnnxArray Padded(IEnumerable<int[]> rows, int width, params long[] shape) =>
        new(rows.SelectMany(row => row.Concat(new int[width - row.Length])).Select(token => (long)token).ToArray(), shape);

    private static Tensor Numbers(Shape shape, ulong seed)
    {
        var values = new float[shape.Length];
        new RandomSource(seed).Stream("values").FillNormal(values);
        return Tensor.FromValues(values, shape);
    }
}
