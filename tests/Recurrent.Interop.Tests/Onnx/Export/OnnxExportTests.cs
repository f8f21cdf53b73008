using System.Collections.Immutable;
using Recurrent.Interop.Onnx;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Heads;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Onnx.Export;

public sealed class OnnxExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    private string Model => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("rnn")]
    [InlineData("slstm")]
    [InlineData("transformer")]
    public void Stream_with_state_in_and_out_equals_one_long_run(string cell)
    {
        const int Steps = 1000;
        SequenceLayer layer = SampleWeights.Fill(SequenceLayers.BuiltIn.Create(
            cell, new RecurrentOptions { InputSize = 2, HiddenSize = 4, Layers = 2 }, new RandomSource(1)));
        OnnxExport.Save(layer, Model, new OnnxExportOptions { HasLengths = false });
        using var run = new OnnxRun(Model);
        Tensor values = SampleValues.Normal(new Shape(Steps, 1, 2), 1);
        Tensor outputs = layer.Run(Tape.ForInference(), new SequenceBatch(values)).Outputs.Values;
        string[] names = [.. run.Inputs.Where(name => name != "input")];
        (string Name, OnnxArray Values)[] state = [.. names.Select((name, component) => (name, OnnxArray.Of(layer.ZeroState(1).Components[component])))];
        for (int step = 0; step < Steps; step++)
        {
            Dictionary<string, OnnxArray> results = run.Run([("input", OnnxArray.Of(values.Slice(step, 1))), .. state]);
            results["output"].AssertNear(outputs.Slice(step, 1));
            state = [.. names.Select(name => (name, results[name.Replace("initial_", "final_", StringComparison.Ordinal)]))];
        }
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Layout_lengths_and_state_are_as_asked_for(bool batchFirst, bool hasLengths, bool hasState)
    {
        foreach (string cell in new[] { "lstm", "lru", "transformer" })
        {
            SequenceLayer layer = SampleWeights.Fill(SequenceLayers.BuiltIn.Create(
                cell, new RecurrentOptions { InputSize = 2, HiddenSize = 4, Layers = 2, Bidirectional = cell != "transformer" }, new RandomSource(1)));
            OnnxExport.Save(layer, Model, new OnnxExportOptions { BatchFirst = batchFirst, HasLengths = hasLengths, HasState = hasState });
            using var run = new OnnxRun(Model);
            ImmutableArray<int> lengths = hasLengths ? [4, 2, 0] : [4, 4, 4];
            Tensor values = SampleValues.Normal(new Shape(4, 3, 2), 2);
            (SequenceBatch outputs, SequenceState final) = layer.Run(Tape.ForInference(), new SequenceBatch(values, lengths));
            var inputs = new List<(string, OnnxArray)> { ("input", OnnxArray.Of(batchFirst ? Exchanged(values) : values)) };
            if (hasLengths) inputs.Add(("lengths", OnnxArray.Of([.. lengths])));
            if (hasState) inputs.AddRange(run.Inputs.Where(Starts).Select((name, component) => (name, OnnxArray.Of(layer.ZeroState(3).Components[component]))));
            Assert.Equal(inputs.Select(input => input.Item1), run.Inputs);
            Dictionary<string, OnnxArray> results = run.Run([.. inputs]);
            results["output"].AssertNear(batchFirst ? Exchanged(outputs.Values) : outputs.Values);
            Assert.Equal(hasState ? final.Components.Length + 1 : 1, results.Count);
        }

        static bool Starts(string name) => name.StartsWith("initial_", StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_those_of_the_modules_and_the_same_every_time()
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create("slstm", new RecurrentOptions { InputSize = 2, HiddenSize = 4, Layers = 2 }, new RandomSource(1));
        OnnxExport.Save(layer, Model);
        byte[] first = File.ReadAllBytes(Model);
        OnnxExport.Save(layer, Model);
        Assert.Equal(first, File.ReadAllBytes(Model));
        GraphProto graph = OnnxFile.Read(Model).Graph!;
        Assert.Superset(layer.Parameters().Select(parameter => parameter.Name).ToHashSet(), graph.Initializers.Select(tensor => tensor.Name).ToHashSet());
        Assert.Contains(graph.Nodes, node => node.Name == "l1/Scan");
        Assert.Equal(graph.Initializers.Count, graph.Initializers.Select(tensor => tensor.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("rnn")]
    public void Sequence_without_steps_keeps_its_state(string cell)
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(cell, new RecurrentOptions { InputSize = 2, HiddenSize = 4, Layers = 2 }, new RandomSource(1));
        OnnxExport.Save(layer, Model);
        using var run = new OnnxRun(Model);
        new SampleBatches(layer, new RandomSource(8)).Check(run, time: 0, [0, 0]);
    }

    [Fact]
    public void Layer_that_runs_twice_stores_its_weights_once()
    {
        var layer = new Lstm(new LstmOptions { InputSize = 4, HiddenSize = 4 }, new RandomSource(1));
        var graph = new OnnxGraphBuilder("twice");
        graph.Name(layer);
        var input = new OnnxSequence(graph.Input("input", OnnxElementType.Number, "time", "batch", 4), null);
        OnnxSequence once = graph.Within("first").Run(layer, input).Outputs;
        graph.Output("output", graph.Within("second").Run(layer, once).Outputs.Values, OnnxElementType.Number, "time", "batch", 4);
        graph.Save(Model);
        Assert.Equal(["weight_ih_l0.LSTM", "weight_hh_l0.LSTM", "bias_ih_l0.LSTM"], OnnxFile.Read(Model).Graph!.Initializers
            .Select(tensor => tensor.Name).Where(name => name.EndsWith("LSTM", StringComparison.Ordinal)));
        using var run = new OnnxRun(Model);
        Tensor values = SampleValues.Normal(new Shape(4, 3, 4), 2);
        SequenceBatch expected = layer.Run(Tape.ForInference(), layer.Run(Tape.ForInference(), new SequenceBatch(values)).Outputs).Outputs;
        run.Run(("input", OnnxArray.Of(values)))["output"].AssertNear(expected.Values);
    }

    [Fact]
    public void Operators_stand_for_standard_cells()
    {
        foreach ((string cell, string expected) in new[] { ("lstm-peephole", "LSTM"), ("lstm-coupled", "LSTM"), ("gru", "GRU"), ("gru-reset-before", "GRU"), ("rnn-relu", "RNN") })
        {
            SequenceLayer layer = SequenceLayers.BuiltIn.Create(
                cell, new RecurrentOptions { InputSize = 2, HiddenSize = 4, Layers = 3, Bidirectional = true }, new RandomSource(1));
            OnnxExport.Save(layer, Model);
            Assert.Equal(3, OnnxFile.Read(Model).Graph!.Nodes.Count(node => node.Operator == expected));
        }
    }

    [Fact]
    public void Heads_and_tables_give_the_same_numbers()
    {
        var head = SampleWeights.Fill(new AdaptiveSoftmax(8, 20, [5, 12], new RandomSource(1)));
        OnnxExport.Save(head, Model);
        Tensor input = SampleValues.Normal(new Shape(3, 8), 3);
        using (var run = new OnnxRun(Model))
        {
            run.Run(("input", OnnxArray.Of(input)))["log_probabilities"].AssertNear(head.LogProbabilities(Tape.ForInference(), input));
        }

        var table = new Embedding(5, 3, new RandomSource(1));
        OnnxExport.Save(table, Model);
        using (var run = new OnnxRun(Model))
        {
            int[] indices = [4, 0, 2, 1];
            run.Run(("indices", new OnnxArray(indices.Select(index => (long)index).ToArray(), [2, 2])))["output"]
                .AssertNear(table.Run(Tape.ForInference(), indices, new Shape(2, 2)));
        }
    }

    [Fact]
    public void Module_without_a_form_is_refused_by_name()
    {
        Assert.Contains("LinearChainCrf.Decode", Assert.Throws<NotSupportedException>(
            () => OnnxExport.Save(new LinearChainCrf(3, new RandomSource(1)), Model)).Message, StringComparison.Ordinal);
        Assert.Contains("Bare", Assert.Throws<NotSupportedException>(() => OnnxExport.Save(new Bare(), Model)).Message, StringComparison.Ordinal);
    }

    private static Tensor Exchanged(Tensor values) => Tape.ForInference().Permute(values, 1, 0, 2);

    private sealed class Bare : Module;
}
