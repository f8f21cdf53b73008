using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Tests.Signals.Regression;

public sealed class StateSpaceTests
{
    private static readonly StateSpaceShape Shape = new(2, 2, 3, 4);

    [Fact]
    public void Step_follows_the_equations()
    {
        var shape = new StateSpaceShape(1, 1, 1, 1);
        // A, B, E, C, D, d, F, W (state, input), b.
        double[] values = [0.5, 2, 3, 4, 5, 6, 7, 0.1, 0.2, 0.3];
        var (output, next) = (new double[1], new double[1]);
        new StateSpaceKernel(shape).Step(values, [1.0], [2.0], output, next);
        var unit = Math.Tanh(0.1 + 0.4 + 0.3);
        Assert.Equal(0.5 + 4 + (3 * unit), next[0], 12);
        Assert.Equal(4 + 10 + 6 + (7 * unit), output[0], 12);
    }

    [Fact]
    public void Gradient_of_the_simulation_is_that_of_central_differences()
    {
        var (point, segment) = Case();
        // Without the elimination of the first state: its prior is made so strong that it does not move.
        var equations = new NormalEquations(Shape, [segment]) { StatePrior = 1e12, StateCentre = point.States[0] };
        Assert.True(equations.TryBuild(point));
        for (var index = 0; index < Shape.Count; index++)
        {
            var difference = (Cost(point, index, 1e-5) - Cost(point, index, -1e-5)) / 2e-5;
            // The cost is Σ r², so its derivative is −2 Jᵀr.
            Assert.Equal(difference, -2 * equations.Moment[index], 1e-4 * (1 + Math.Abs(difference)));
        }

        double Cost(StateSpacePoint at, int index, double change)
        {
            var values = (double[])at.Values.Clone();
            values[index] += change;
            return new NormalEquations(Shape, [segment]).Measure(at with { Values = values }).Training;
        }
    }

    [Fact]
    public void Simulation_that_explodes_has_no_equations()
    {
        var (point, segment) = Case();
        for (var state = 0; state < Shape.States; state++) point.Values[StateSpaceShape.A + (state * (Shape.States + 1))] = 1e9;
        Assert.False(new NormalEquations(Shape, [segment]).TryBuild(point));
    }

    [Fact]
    public void Steps_kept_apart_do_not_reach_training()
    {
        var (point, segment) = Case();
        var roles = segment.Roles.ToArray();
        roles.AsSpan(20, 15).Fill(StepRole.Validation);
        var outputs = segment.Outputs.ToArray();
        for (var index = 40; index < 70; index++) outputs[index] += 100;
        var plain = new NormalEquations(Shape, [segment with { Roles = roles }]);
        var changed = new NormalEquations(Shape, [segment with { Roles = roles, Outputs = outputs }]);
        Assert.True(plain.TryBuild(point));
        Assert.True(changed.TryBuild(point));
        Assert.Equal(plain.Moment, changed.Moment);
        Assert.Equal(plain.Measure(point).Training, changed.Measure(point).Training);
        Assert.True(changed.Measure(point).Validation > 50);
    }

    private readonly record struct TestCase(StateSpacePoint Point, StateSpaceSegment Segment);

    private static TestCase Case()
    {
        double Number(int index) => Math.Sin(12.9898 * (index + 1));
        double[] values = [.. Enumerable.Range(0, Shape.Count).Select(index => 0.3 * Number(index))];
        double[] inputs = [.. Enumerable.Range(0, 100).Select(index => Number(index + 1000))];
        double[] outputs = [.. Enumerable.Range(0, 100).Select(index => Number(index + 5000))];
        var roles = new StepRole[50];
        Array.Fill(roles, StepRole.Training);
        return new TestCase(new StateSpacePoint(values, [[0.1, -0.2, 0.3]]), new StateSpaceSegment(inputs, outputs, roles));
    }
}
