using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Onnx.Export;

public sealed class OnnxAttentionExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    private string Model => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(AttentionPositions.None, false, 0)]
    [InlineData(AttentionPositions.Rotary, true, 3)]
    [InlineData(AttentionPositions.RelativeBias, false, 2)]
    public void Multi_head_attention_gives_the_same_numbers(AttentionPositions positions, bool isCausal, int window)
    {
        var attention = SampleWeights.Fill(new MultiHeadAttention(
            new MultiHeadAttentionOptions { Size = 6, Heads = 2, Positions = positions, IsCausal = isCausal, Window = window, FarthestDistance = 2 }, new RandomSource(1)));
        OnnxExport.Save(attention, Model);
        using var run = new OnnxRun(Model);
        Tensor values = SampleValues.Normal(new Shape(5, 3, 6), 3);
        Tensor expected = attention.Run(Tape.ForInference(), new SequenceBatch(values, [5, 0, 2]));
        run.Run(("input", OnnxArray.Of(values)), ("lengths", OnnxArray.Of(5, 0, 2)))["output"].AssertNear(expected);
    }

    [Theory]
    [InlineData("additive")]
    [InlineData("general")]
    [InlineData("dot")]
    public void Attention_gives_the_same_numbers(string kind)
    {
        SequenceAttention attention = SampleWeights.Fill<SequenceAttention>(kind switch
        {
            "additive" => new AdditiveAttention(4, 4, 3, new RandomSource(1), hasCoverage: true),
            _ => new MultiplicativeAttention(4, 4, new RandomSource(1), isGeneral: kind == "general", hasCoverage: kind == "general"),
        });
        OnnxExport.Save(attention, Model);
        using var run = new OnnxRun(Model);
        Tensor values = SampleValues.Normal(new Shape(5, 3, 4), 3), queries = SampleValues.Normal(new Shape(3, 2, 4), 4), coverage = SampleValues.Normal(new Shape(3, 2, 5), 5);
        AttentionMemory memory = attention.Prepare(Tape.ForInference(), new SequenceBatch(values, [5, 0, 2]));
        AttentionOutput expected = attention.Run(Tape.ForInference(), queries, memory, attention.HasCoverage ? coverage : null);
        (string, OnnxArray)[] more = attention.HasCoverage ? [("coverage", OnnxArray.Of(coverage))] : [];
        Dictionary<string, OnnxArray> results = run.Run([("values", OnnxArray.Of(values)), ("lengths", OnnxArray.Of(5, 0, 2)), ("queries", OnnxArray.Of(queries)), .. more]);
        results["context"].AssertNear(expected.Context);
        results["weights"].AssertNear(expected.Weights);
    }

    [Fact]
    public void Decoder_gives_the_same_numbers_step_by_step()
    {
        var decoder = SampleWeights.Fill(new TransformerDecoder(
            new TransformerOptions { InputSize = 3, HiddenSize = 8, Heads = 2, Layers = 2, Window = 3, Positions = AttentionPositions.Sinusoidal }, new RandomSource(1)));
        OnnxExport.Save(decoder, Model);
        using var run = new OnnxRun(Model);
        Tensor source = SampleValues.Normal(new Shape(6, 2, 8), 3), steps = SampleValues.Normal(new Shape(5, 2, 3), 4);
        ImmutableArray<AttentionKeys> keys = decoder.Prepare(Tape.ForInference(), new SequenceBatch(source, [6, 2]));
        SequenceState state = decoder.ZeroState(2);
        for (int step = 0; step < 5; step++)
        {
            (SequenceBatch outputs, SequenceState next) = decoder.Run(Tape.ForInference(), new SequenceBatch(steps.Slice(step, 1)), keys, state);
            Dictionary<string, OnnxArray> results = run.Run(
                ("input", OnnxArray.Of(steps.Slice(step, 1))), ("lengths", OnnxArray.Of(1, 1)), ("memory", OnnxArray.Of(source)), ("memory_lengths", OnnxArray.Of(6, 2)),
                ("initial_keys", OnnxArray.Of(state.Components[0])), ("initial_values", OnnxArray.Of(state.Components[1])), ("initial_steps", OnnxArray.Of(state.Components[2])));
            results["output"].AssertNear(outputs.Values);
            results["final_keys"].AssertNear(next.Components[0]);
            results["final_steps"].AssertNear(next.Components[2]);
            state = next;
        }
    }

    [Fact]
    public void Weights_of_a_decoder_are_those_of_its_last_layer()
    {
        var decoder = SampleWeights.Fill(new TransformerDecoder(new TransformerOptions { InputSize = 8, HiddenSize = 8, Heads = 2, Layers = 2 }, new RandomSource(1)));
        Tensor source = SampleValues.Normal(new Shape(6, 2, 8), 3), steps = SampleValues.Normal(new Shape(4, 2, 8), 4);
        ImmutableArray<AttentionKeys> keys = decoder.Prepare(Tape.ForInference(), new SequenceBatch(source));
        decoder.RunWithWeights(Tape.ForInference(), new SequenceBatch(steps), keys, null, out Tensor expected);
        var graph = new OnnxGraphBuilder("decoder");
        graph.Name(decoder);
        var memory = new OnnxSequence(graph.Input("memory", OnnxElementType.Number, "source", "batch", 8), null);
        var input = new OnnxSequence(graph.Input("input", OnnxElementType.Number, "time", "batch", 8), null);
        graph.RunWithWeights(decoder, input, graph.Prepare(decoder, memory), default, out OnnxValue weights);
        graph.Output("weights", weights, OnnxElementType.Number, "batch", "time", "source");
        graph.Save(Model);
        using var run = new OnnxRun(Model);
        run.Run(("memory", OnnxArray.Of(source)), ("input", OnnxArray.Of(steps)))["weights"].AssertNear(expected);
    }
}
