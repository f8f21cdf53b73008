using Recurrent.Tensors;
using Recurrent.Testing;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Tests.Optimizers;

public sealed class OptimizerTests
{
    public static TheoryData<string> Kinds => OptimizerKinds.Names;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Exported_and_imported_state_goes_on_with_the_same_bits(string kind)
    {
        Vectors one = NewModel(), two = NewModel();
        Optimizer first = OptimizerKinds.Make(kind, ParameterGroup.All(one));
        Run(first, one, 0, 7);
        Optimizer second = OptimizerKinds.Make(kind, ParameterGroup.All(two));
        Run(second, two, 0, 3);
        IReadOnlyDictionary<string, Tensor> state = second.ExportState();
        Run(second, two, 3, 5);

        // Back to step 3 in a new optimiser, over the weights of step 3.
        Vectors three = NewModel();
        Run(OptimizerKinds.Make(kind, ParameterGroup.All(three)), three, 0, 3);
        Optimizer third = OptimizerKinds.Make(kind, ParameterGroup.All(three));
        third.ImportState(state);
        Run(third, three, 3, 7);

        Assert.Equal(7, third.StepCount);
        Assert.Equal(Weights.BitsOf(one), Weights.BitsOf(three));
        Assert.NotEqual(Weights.BitsOf(one), Weights.BitsOf(two));
    }

    /// <remarks>As of the words of a large vocabulary that do not come up; on some processors subnormal arithmetic takes a hundred times longer.</remarks>
    [Fact]
    public void Means_of_weights_without_gradient_end_at_zero_instead_of_staying_subnormal()
    {
        var model = new Vectors(("w", new Shape(37)));
        var optimizer = new Adam(ParameterGroup.All(model), new AdamOptions { Beta2 = 0.9 });
        model.FillGradients(0);
        optimizer.Step();
        model["w"].ZeroGradient();
        for (int step = 0; step < 1000; step++)
            optimizer.Step();
        Assert.All(optimizer.ExportState().Where(slot => slot.Key != "step"), slot => Assert.All(slot.Value.Values.ToArray(), value => Assert.Equal(0, value)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Clipped_gradients_give_the_bits_of_gradients_multiplied_before(string kind)
    {
        Vectors clipped = NewModel(), multiplied = NewModel();
        Optimizer first = OptimizerKinds.Make(kind, ParameterGroup.All(clipped)), second = OptimizerKinds.Make(kind, ParameterGroup.All(multiplied));
        for (ulong step = 0; step < 3; step++)
        {
            clipped.FillGradients(step);
            multiplied.FillGradients(step);
            double norm = new ClipByGlobalNorm(0.1).Apply(clipped.All);
            foreach (Parameter parameter in multiplied.All)
            {
                foreach (ref float value in parameter.MutableGradient)
                    value *= (float)(0.1 / (norm + 1e-6));
            }

            first.Step();
            second.Step();
            Assert.Equal(Weights.BitsOf(multiplied), Weights.BitsOf(clipped));

            // Whoever looks after the update sees the clipped gradient.
            Assert.All(clipped.All.Zip(multiplied.All), pair => Assert.Equal(pair.Second.Gradient.ToArray(), pair.First.Gradient.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Elements_have_the_same_bits_alone_and_in_a_long_parameter(string kind)
    {
        const int Length = 37;
        var together = new Vectors(("w", new Shape(Length)));
        var alone = new Vectors([.. Enumerable.Range(0, Length).Select(index => ($"w{index}", new Shape(1)))]);
        for (int index = 0; index < Length; index++)
            alone[$"w{index}"].BeginUpdate()[0] = together["w"].Values[index];
        Optimizer first = OptimizerKinds.Make(kind, ParameterGroup.All(together)), second = OptimizerKinds.Make(kind, ParameterGroup.All(alone));
        for (ulong step = 0; step < 4; step++)
        {
            together.FillGradients(step);
            for (int index = 0; index < Length; index++)
                alone[$"w{index}"].MutableGradient[0] = together["w"].MutableGradient[index];
            first.Step();
            second.Step();
        }

        Assert.Equal(Weights.BitsOf(together), Weights.BitsOf(alone));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Long_parameters_have_the_same_bits_on_every_thread_count_and_allocate_nothing(string kind)
    {
        int[]? expected = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            var model = new Vectors(("w", new Shape(70_003)));
            Optimizer optimizer = OptimizerKinds.Make(kind, ParameterGroup.All(model));
            optimizer.Threads = threads;
            Run(optimizer, model, 0, 2);
            optimizer.Step();
            expected ??= Weights.BitsOf(model);
            Assert.Equal(expected, Weights.BitsOf(model));
            Assert.Equal(0, Allocations.Least(optimizer.Step));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_warm_step_allocates_nothing(string kind)
    {
        Vectors model = NewModel();
        Optimizer optimizer = OptimizerKinds.Make(kind, ParameterGroup.All(model));
        Run(optimizer, model, 0, 3);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int step = 0; step < 10; step++)
                optimizer.Step();
        }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void State_of_another_model_is_refused_by_name_and_nothing_changes(string kind)
    {
        Vectors model = NewModel();
        Optimizer optimizer = OptimizerKinds.Make(kind, ParameterGroup.All(model));
        var other = new Vectors(("weight", new Shape(5, 6)), ("elsewhere", new Shape(2)));
        Optimizer foreign = OptimizerKinds.Make(kind, ParameterGroup.All(other));
        IReadOnlyDictionary<string, Tensor> state = foreign.ExportState();
        if (state.Count == 1)
        {
            Assert.Throws<ArgumentException>(() => optimizer.ImportState(new Dictionary<string, Tensor>()));
            return;
        }

        string message = Assert.Throws<ArgumentException>(() => optimizer.ImportState(state)).Message;
        Assert.Contains("/", message, StringComparison.Ordinal);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Theory]
    [InlineData(0f, 1e30f)]
    [InlineData(-1f, 0f)]
    [InlineData(0.5f, 0f)]
    [InlineData(float.NaN, 0f)]
    public void A_damaged_step_count_is_refused_and_nothing_changes(float low, float high)
    {
        Vectors model = NewModel();
        var optimizer = new NAdam(ParameterGroup.All(model));
        var state = new Dictionary<string, Tensor>(optimizer.ExportState()) { ["step"] = Tensor.FromValues([low, high], new Shape(2)) };
        Assert.Contains("'step'", Assert.Throws<ArgumentException>(() => optimizer.ImportState(state)).Message, StringComparison.Ordinal);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact(Timeout = 20_000)]
    public async Task The_largest_step_count_is_taken_up_at_once()
    {
        var optimizer = new NAdam(ParameterGroup.All(NewModel()));
        const int Largest = (1 << 20) - 1;
        var state = new Dictionary<string, Tensor>(optimizer.ExportState()) { ["step"] = Tensor.FromValues([Largest, Largest], new Shape(2)) };
        await Task.Run(() => optimizer.ImportState(state), TestContext.Current.CancellationToken);
        Assert.Equal((1L << 40) - 1, optimizer.StepCount);
    }

    [Fact]
    public void A_group_has_its_own_rate_and_decay()
    {
        var model = new Vectors(("a", new Shape(3)), ("b", new Shape(3)));
        float[] a = model["a"].Values.ToArray(), b = model["b"].Values.ToArray();
        var parameters = model.Parameters().ToArray();
        var optimizer = new Sgd(
            [new ParameterGroup([parameters[0]]) { LearningRateFactor = 0.5 }, new ParameterGroup([parameters[1]]) { WeightDecay = 0 }],
            new SgdOptions { LearningRate = 0.1, WeightDecay = 0.2, DecoupledWeightDecay = true });
        model["a"].MutableGradient.Fill(1);
        model["b"].MutableGradient.Fill(1);
        optimizer.Step();
        for (int index = 0; index < 3; index++)
        {
            Assert.Equal((a[index] * (1 - (0.05 * 0.2))) - 0.05, model["a"].Values[index], 6);
            Assert.Equal(b[index] - 0.1, model["b"].Values[index], 6);
        }
    }

    [Fact]
    public void Decay_leaves_out_vectors_biases_and_norms()
    {
        var model = new Vectors(("weight_ih_l0", new Shape(4, 2)), ("bias_ih_l0", new Shape(4)), ("norm_gain", new Shape(2, 4)), ("peephole", new Shape(4)), ("bias_table", new Shape(3, 3)));
        var groups = ParameterGroup.WithoutDecayOnVectors(model);
        Assert.Equal(["weight_ih_l0"], groups[0].Parameters.Select(named => named.Name));
        Assert.Equal(4, groups[1].Parameters.Length);
        Assert.Null(groups[0].WeightDecay);
        Assert.Equal(0, groups[1].WeightDecay);
    }

    [Fact]
    public void A_parameter_in_two_groups_is_refused()
    {
        var model = new Vectors(("a", new Shape(3)));
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new Adam([.. ParameterGroup.All(model), .. ParameterGroup.All(model)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_are_no_array_are_refused()
    {
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => new Adam(default)).ParamName);
        Assert.Contains("expected groups", Assert.Throws<ArgumentException>(() => new Sgd([new ParameterGroup(default)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var groups = ParameterGroup.All(NewModel());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(groups, new AdamOptions { Beta1 = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(groups, new AdamOptions { LearningRate = double.NaN }));
        Assert.Throws<ArgumentException>(() => new Sgd(groups, new SgdOptions { IsNesterov = true }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(groups, new RmsPropOptions { WeightDecay = -1 }));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_learning_rate_that_is_negative_or_not_finite_is_refused_when_it_is_set(double wrong)
    {
        var optimizer = new Adam(ParameterGroup.All(NewModel()));
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = wrong);
        Assert.Contains($"Received LearningRate = {wrong}; expected a finite number, at least 0", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0.001, optimizer.LearningRate);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup([]) { LearningRateFactor = wrong });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup([]) { WeightDecay = wrong });
        optimizer.LearningRate = 0;
    }

    private static Vectors NewModel() => new(("weight", new Shape(5, 7)), ("bias", new Shape(3)));

    private static void Run(Optimizer optimizer, Vectors model, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            model.FillGradients((ulong)step);
            optimizer.Step();
        }
    }
}
