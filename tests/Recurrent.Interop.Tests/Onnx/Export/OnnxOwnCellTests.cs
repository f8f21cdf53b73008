using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Onnx.Export;

public sealed class OnnxOwnCellTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    private string Model => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Own_cell_runs_once_it_has_the_nodes_of_a_step()
    {
        var options = new RecurrentOptions { InputSize = 2, HiddenSize = 3, Layers = 2, Bidirectional = true };
        var layer = new RecurrentLayer<Leaky, HiddenState>(options, new RandomSource(4), (own, scope) => new Leaky(own, scope));
        NotSupportedException failure = Assert.Throws<NotSupportedException>(() => OnnxExport.Save(layer, Model));
        Assert.Contains("OnnxEmitters.BuiltIn.WithCell<Leaky>", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Model));

        OnnxExport.Save(layer, Model, emitters: OnnxEmitters.BuiltIn.WithCell(new LeakyStep()));
        using var run = new OnnxRun(Model);
        new SampleBatches(layer, new RandomSource(8)).Check(run, time: 5, [2, 5, 0]);
    }

    /// <summary>h ← ½ h + ½ tanh(W x).</summary>
    private sealed class Leaky : Module, IRecurrentCell<HiddenState>
    {
        public Leaky(RecurrentOptions options, InitializationScope scope)
        {
            (InputSize, HiddenSize) = (options.InputSize, options.HiddenSize);
            Weight = AddParameter("weight_ih", scope.Create("weight_ih", new Shape(HiddenSize, InputSize), new GlorotUniform()));
        }

        public int InputSize { get; }

        public int HiddenSize { get; }

        public Parameter Weight { get; }

        public HiddenState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

        public HiddenState Step(Tape tape, Tensor input, HiddenState state) =>
            new(tape.Scale(tape.Add(state.Hidden, tape.Tanh(tape.Linear(input, Weight))), 0.5f));
    }

    #region OnnxOwnCell
    private sealed class LeakyStep : OnnxCellEmitter<Leaky>
    {
        public override ImmutableArray<string> StateNames(Leaky cell) => ["hidden"];

        public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Leaky cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
        {
            OnnxValue candidate = graph.Tanh(graph.Linear(input[0], cell.Weight));
            return [graph.Times(graph.Plus(state[0], candidate), graph.Number(0.5f))];
        }
    }
    #endregion
}
