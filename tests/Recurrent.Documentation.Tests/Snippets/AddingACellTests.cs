using CustomCell;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using Recurrent.Training.Optimizers;

namespace Recurrent.Documentation.Tests.Snippets;

/// <summary>Follows docs/adding-a-cell.md with nothing but the public API.</summary>
public sealed class AddingACellTests
{
    #region CellEquation
    [Fact]
    public void A_step_is_what_the_paper_says()
    {
        var cell = new MinimalGatedUnit(new RecurrentOptions { InputSize = 1, HiddenSize = 1 }, InitializationScope.ForLoading);
        cell.LoadParameters(new Dictionary<string, Tensor>
        {
            ["weight_ih"] = Tensor.FromValues([0.5f, -1f], new Shape(2, 1)),      // W of the gate, then of the candidate
            ["weight_hh"] = Tensor.FromValues([0.25f, 2f], new Shape(2, 1)),      // U
            ["bias_ih"] = Tensor.FromValues([0.125f, -0.5f], new Shape(2)),       // b
        });

        var before = new MinimalGatedState(Tensor.FromValues([0.75f], new Shape(1, 1)));
        MinimalGatedState after = cell.Step(Tape.ForInference(), Tensor.FromValues([1.5f], new Shape(1, 1)), before);

        double forgetGate = 1 / (1 + Math.Exp(-((0.5 * 1.5) + (0.25 * 0.75) + 0.125)));
        double candidate = Math.Tanh((-1 * 1.5) + (2 * forgetGate * 0.75) - 0.5);
        Assert.Equal(((1 - forgetGate) * 0.75) + (forgetGate * candidate), after.Hidden.ToScalar(), 1e-6);
    }
    #endregion

    [Fact]
    public void The_layer_stacks_reads_both_ways_and_ignores_padding()
    {
        float[] values = [.. Enumerable.Range(0, 5 * 2 * 3).Select(index => MathF.Sin(index))];

        #region CellLayer
        var options = new RecurrentOptions { InputSize = 3, HiddenSize = 8, Layers = 2, Bidirectional = true };
        var layer = new RecurrentLayer<MinimalGatedUnit, MinimalGatedState>(
            options, new RandomSource(seed: 1), (own, scope) => new MinimalGatedUnit(own, scope));

        var batch = new SequenceBatch(Tensor.FromValues(values, new Shape(5, 2, 3)), lengths: [5, 2]);     // [T, B, D], the second row padded
        (SequenceBatch outputs, SequenceState state) = layer.Run(Tape.ForInference(), batch);
        #endregion

        Assert.Equal(new Shape(5, 2, 16), outputs.Values.Shape);
        Assert.Equal(new Shape(4, 2, 8), state.Hidden.Shape);
        Assert.All(Enumerable.Range(2, 3), step => Assert.Equal(new float[16], outputs.Values.At(step).At(1).Values.ToArray()));
        Assert.Equal(
            ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "weight_ih_l0_reverse"], layer.Parameters().Take(4).Select(named => named.Name));
        Assert.Equal(12, layer.Parameters().Count());
    }

    [Fact]
    public void A_layer_chosen_by_name_learns_and_then_follows_a_stream()
    {
        #region CellName
        SequenceLayers layers = SequenceLayers.BuiltIn.With(
            "mgu",
            (options, scope) => new RecurrentLayer<MinimalGatedUnit, MinimalGatedState>(options, scope, (own, part) => new MinimalGatedUnit(own, part)));
        #endregion

        #region CellTraining
        var random = new RandomSource(seed: 1);
        SequenceLayer layer = layers.Create("mgu", new RecurrentOptions { InputSize = 1, HiddenSize = 16 }, random);
        var head = new Linear(layer.OutputSize, 1, random);
        var optimizer = new Adam([.. ParameterGroup.All(layer), .. ParameterGroup.All(head)], new AdamOptions { LearningRate = 0.01 });
        Tape tape = Tape.ForTraining(random.Stream("dropout"));
        float[] wave = [.. Enumerable.Range(0, 61).Select(step => MathF.Sin(0.3f * step))];
        var losses = new List<float>();
        for (int update = 0; update < 150; update++)
        {
            Tensor input = tape.Constant(wave.AsSpan(0, 60), new Shape(60, 1, 1));
            Tensor target = tape.Constant(wave.AsSpan(1, 60), new Shape(60, 1, 1));
            (SequenceBatch outputs, _) = layer.Run(tape, new SequenceBatch(input));
            Tensor loss = tape.MeanSquaredError(head.Run(tape, outputs.Values), target);

            optimizer.ZeroGradients();
            tape.Backward(loss);
            optimizer.Step();
            losses.Add(loss.ToScalar());
            tape.Reset();
        }

        SequenceStream stream = layer.OpenStream();                              // and live, one value at a time
        ReadOnlySpan<float> hidden = stream.Step([0.5f]);
        #endregion

        Assert.Equal(16, hidden.Length);
        Assert.Contains("mgu", layers.Names);
        Assert.DoesNotContain("mgu", SequenceLayers.BuiltIn.Names);
        Assert.InRange(losses[^1], 0, 0.02f * losses[0]);
    }

    #region CellContract
    public static MatrixTheoryData<CellClause, int, bool> Contract => new(Enum.GetValues<CellClause>(), [1, 2], [false, true]);

    [Theory]
    [MemberData(nameof(Contract))]
    public void The_layer_keeps_the_cell_contract(CellClause clause, int layers, bool isBidirectional)
    {
        var options = new RecurrentOptions { InputSize = 3, HiddenSize = 5, Layers = layers, Bidirectional = isBidirectional };
        var contract = new CellContract(
            scope => new RecurrentLayer<MinimalGatedUnit, MinimalGatedState>(options, scope, (own, part) => new MinimalGatedUnit(own, part)),
            isCausal: !isBidirectional);
        contract.Check(clause);
    }
    #endregion
}
