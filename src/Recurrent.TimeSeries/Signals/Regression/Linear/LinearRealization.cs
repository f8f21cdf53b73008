using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Linear;

/// <summary>A state space of few states from a difference equation of many lags.</summary>
/// <remarks>
/// Balanced realisation of the impulse response (Ho and Kalman, 1966; Kung, 1978): Hankel matrix = O·R by singular values, and A from the
/// shifted matrix.
/// </remarks>
internal static class LinearRealization
{
    private const int Blocks = 64;
    private const int Lead = 1;
    private const double LargestPole = 0.999;

    /// <summary>Writes A, B, C, D and the constant into values of a shape; the rest stays.</summary>
    /// <returns>False when the equation is unstable or no numbers come out; the values are those of a slow first-order lag then.</returns>
    public static bool Write(ArxModel model, StateSpaceShape shape, double[] values)
    {
        var response = Impulse(model, shape);
        if (response.SelectMany(static one => one.Enumerate()).Any(static value => !(Math.Abs(value) < 1e3))) return Fallback(shape, values);
        var (rows, columns) = (Blocks * shape.Outputs, Blocks * shape.Inputs);
        var hankel = DenseMatrix.Create(rows, columns, (row, column) => response[1 + (row / shape.Outputs) + (column / shape.Inputs)][row % shape.Outputs, column % shape.Inputs]);
        var shifted = DenseMatrix.Create(rows, columns, (row, column) => response[2 + (row / shape.Outputs) + (column / shape.Inputs)][row % shape.Outputs, column % shape.Inputs]);
        // Without a response there are no singular values to divide by.
        if (hankel.ForAll(static value => value == 0)) return Fallback(shape, values);
        var parts = hankel.Svd();
        var roots = DenseMatrix.Create(shape.States, shape.States, (row, column) => row == column ? Math.Sqrt(Math.Max(parts.S[row], 1e-9 * parts.S[0])) : 0);
        var observe = parts.U.SubMatrix(0, rows, 0, shape.States) * roots;
        var reach = roots * parts.VT.SubMatrix(0, shape.States, 0, columns);
        var inverse = roots.Inverse();
        var map = inverse * parts.U.SubMatrix(0, rows, 0, shape.States).Transpose() * shifted * parts.VT.SubMatrix(0, shape.States, 0, columns).Transpose() * inverse;
        var radius = map.Evd().EigenValues.Max(static value => value.Magnitude);
        if (!double.IsFinite(radius)) return Fallback(shape, values);
        if (radius > LargestPole) map *= LargestPole / radius;
        Copy(map, values, StateSpaceShape.A);
        Copy(reach.SubMatrix(0, shape.States, 0, shape.Inputs), values, shape.B);
        Copy(observe.SubMatrix(0, shape.Outputs, 0, shape.States), values, shape.C);
        Copy(response[0], values, shape.D);
        return true;
    }

    private static Matrix<double>[] Impulse(ArxModel model, StateSpaceShape shape)
    {
        const int length = (2 * Blocks) + 2;
        var response = new Matrix<double>[length];
        for (var step = 0; step < length; step++) response[step] = new DenseMatrix(shape.Outputs, shape.Inputs);
        var rest = model.Simulate(new double[(length + Lead) * shape.Inputs], []);
        for (var input = 0; input < shape.Inputs; input++)
        {
            var pulse = new double[(length + Lead) * shape.Inputs];
            pulse[(Lead * shape.Inputs) + input] = 1;
            var output = model.Simulate(pulse, []);
            for (var step = 0; step < length; step++)
                for (var row = 0; row < shape.Outputs; row++) response[step][row, input] = output[((step + Lead) * shape.Outputs) + row] - rest[((step + Lead) * shape.Outputs) + row];
        }
        return response;
    }

    private static bool Fallback(StateSpaceShape shape, double[] values)
    {
        for (var state = 0; state < shape.States; state++)
        {
            values[StateSpaceShape.A + (state * (shape.States + 1))] = 0.9 - (0.6 * state / shape.States);
            for (var input = 0; input < shape.Inputs; input++) values[shape.B + (state * shape.Inputs) + input] = 0.1;
        }
        return false;
    }

    private static void Copy(Matrix<double> matrix, double[] values, int place)
    {
        for (var row = 0; row < matrix.RowCount; row++)
            for (var column = 0; column < matrix.ColumnCount; column++) values[place + (row * matrix.ColumnCount) + column] = matrix[row, column];
    }
}
