using MathNet.Numerics.LinearAlgebra.Double;

namespace Recurrent.TimeSeries.Signals.Regression.Linear;

/// <summary>A linear difference equation: y_t = Σ_{k=1..n} A_k y_{t−k} + Σ_{k=0..n} B_k u_{t−k} + c.</summary>
/// <param name="Order">n; with no feedback the equation is a finite impulse response.</param>
/// <param name="Feedback">How many past outputs it reads, 0 to n.</param>
/// <param name="Inputs">I.</param>
/// <param name="Outputs">O.</param>
/// <param name="Weights">Row-major, one row an output: past outputs, present and past inputs, constant. <c>[O, feedback·O + (n + 1)·I + 1]</c></param>
internal sealed record ArxModel(int Order, int Feedback, int Inputs, int Outputs, double[] Weights)
{
    private int Width => WidthOf(Order, Feedback, Inputs, Outputs);

    /// <summary>Least squares of the next step over rows of several records.</summary>
    /// <param name="records">Inputs and outputs, row-major, in scaled units.</param>
    /// <param name="order">n.</param>
    /// <param name="feedback">Past outputs read.</param>
    /// <param name="inputs">I.</param>
    /// <param name="outputs">O.</param>
    /// <param name="ridge">Weight of the squared weights beside the mean squared error.</param>
    public static ArxModel Fit(IReadOnlyList<StateSpace.StateSpaceSegment> records, int order, int feedback, int inputs, int outputs, double ridge = 1e-8)
    {
        var width = WidthOf(order, feedback, inputs, outputs);
        var sums = new StateSpace.GramAccumulator(width + outputs);
        var row = new double[width + outputs];
        var rows = 0;
        foreach (var record in records)
        {
            for (var step = order; step < record.Steps; step++)
            {
                if (record.Roles.Span[step] != StateSpace.StepRole.Training) continue;
                rows++;
                Fill(row, record.Inputs.Span, record.Outputs.Span, step, order, feedback, inputs, outputs);
                record.Outputs.Span.Slice(step * outputs, outputs).CopyTo(row.AsSpan(width));
                sums.Add(row, 0);
            }
        }
        sums.Flush();
        var total = width + outputs;
        var gram = DenseMatrix.Create(width, width, (left, right) =>
            sums.Gram[(Math.Min(left, right) * total) + Math.Max(left, right)] + (left == right ? ridge * (rows + 1) : 0));
        var moment = DenseMatrix.Create(width, outputs, (left, output) => sums.Gram[(left * total) + width + output]);
        var solved = gram.Cholesky().Solve(moment);
        var weights = new double[outputs * width];
        for (var output = 0; output < outputs; output++)
            for (var column = 0; column < width; column++) weights[(output * width) + column] = solved[column, output];
        return new ArxModel(order, feedback, inputs, outputs, weights);
    }

    /// <summary>Free run: past outputs are the model's own, but for those given.</summary>
    /// <param name="input">Row-major. <c>[T, I]</c></param>
    /// <param name="known">Measured outputs of the first steps, row-major; 0 stands before them.</param>
    /// <returns>Outputs; the known ones as they are. <c>[T, O]</c></returns>
    public double[] Simulate(ReadOnlySpan<double> input, ReadOnlySpan<double> known)
    {
        var steps = input.Length / Inputs;
        var result = new double[steps * Outputs];
        known.CopyTo(result);
        var row = new double[Width];
        for (var step = known.Length / Outputs; step < steps; step++)
        {
            Fill(row, input, result, step, Order, Feedback, Inputs, Outputs);
            for (var output = 0; output < Outputs; output++)
            {
                var sum = 0.0;
                for (var column = 0; column < row.Length; column++) sum += Weights[(output * Width) + column] * row[column];
                result[(step * Outputs) + output] = Math.Clamp(sum, -1e6, 1e6);
            }
        }
        return result;
    }

    private static int WidthOf(int order, int feedback, int inputs, int outputs) => (feedback * outputs) + ((order + 1) * inputs) + 1;

    private static void Fill(Span<double> row, ReadOnlySpan<double> input, ReadOnlySpan<double> output, int step, int order, int feedback, int inputs, int outputs)
    {
        // Before the record everything is taken to have stood still: a jump from 0 would be a shock of its own.
        for (var lag = 1; lag <= feedback; lag++)
            output.Slice(Math.Max(0, step - lag) * outputs, outputs).CopyTo(row[((lag - 1) * outputs)..]);
        for (var lag = 0; lag <= order; lag++)
            input.Slice(Math.Max(0, step - lag) * inputs, inputs).CopyTo(row[((feedback * outputs) + (lag * inputs))..]);
        row[(feedback * outputs) + ((order + 1) * inputs)] = 1;
    }
}
