namespace Recurrent.Tensors.Tests.Ops;

/// <summary>The recurrences as the textbook has them: double precision, one row and one step at a time.</summary>
internal static class RecurrentReference
{
    /// <summary>Runs one direction of one layer and returns outputs [T, B, H], final h [B, H] and, for an LSTM, final c [B, H], one after another.</summary>
    /// <param name="shape">Cell, sizes, lengths and direction.</param>
    /// <param name="values">The tensors; absent ones empty.</param>
    public static double[] Run(RecurrentCase shape, RecurrentValues values)
    {
        (int batch, int hidden) = (shape.Batch, shape.Hidden);
        var outputs = new double[shape.Time * batch * hidden];
        var finalHidden = new double[batch * hidden];
        var finalCell = new double[batch * hidden];
        for (int row = 0; row < batch; row++)
        {
            double[] h = Start(values.InitialHidden, row, hidden), c = Start(values.InitialCell, row, hidden);
            int length = shape.LengthOf(row);
            for (int step = 0; step < length; step++)
            {
                int time = shape.IsReverse ? length - 1 - step : step;
                double[] x = values.Input[(((time * batch) + row) * shape.Inputs)..][..shape.Inputs];
                double[] fromInput = Product(values.InputWeights, x, values.InputBias);
                double[] fromHidden = Product(values.RecurrentWeights, h, values.RecurrentBias);
                if (shape.Cell == TestedCell.GruResetBefore)
                {
                    ResetBeforeTheProduct(values, fromInput, fromHidden, h);
                }

                (h, c) = Step(shape.Cell, fromInput, fromHidden, h, c);
                h.CopyTo(outputs, ((time * batch) + row) * hidden);
            }

            h.CopyTo(finalHidden, row * hidden);
            c.CopyTo(finalCell, row * hidden);
        }

        return shape.Cell == TestedCell.Lstm ? [.. outputs, .. finalHidden, .. finalCell] : [.. outputs, .. finalHidden];
    }

    /// <summary>Replaces the candidate's recurrent part by R_n (r ⊙ h) + b_n.</summary>
    private static void ResetBeforeTheProduct(RecurrentValues values, double[] x, double[] r, double[] h)
    {
        double[] reset = [.. h.Select((value, unit) => Sigmoid(x[unit] + r[unit]) * value)];
        Product(values.RecurrentWeights, reset, values.RecurrentBias)[(2 * h.Length)..].CopyTo(r, 2 * h.Length);
    }

    private static (double[] Hidden, double[] Cell) Step(TestedCell cell, double[] x, double[] r, double[] h, double[] c)
    {
        int hidden = h.Length;
        var newHidden = new double[hidden];
        var newCell = new double[hidden];
        for (int unit = 0; unit < hidden; unit++)
        {
            double Sum(int gate) => x[(gate * hidden) + unit] + r[(gate * hidden) + unit];
            switch (cell)
            {
                case TestedCell.RnnTanh:
                    newHidden[unit] = Math.Tanh(Sum(0));
                    break;
                case TestedCell.RnnRelu:
                    newHidden[unit] = Math.Max(0, Sum(0));
                    break;
                case TestedCell.Lstm:
                    newCell[unit] = (Sigmoid(Sum(1)) * c[unit]) + (Sigmoid(Sum(0)) * Math.Tanh(Sum(2)));
                    newHidden[unit] = Sigmoid(Sum(3)) * Math.Tanh(newCell[unit]);
                    break;
                default:
                    double update = Sigmoid(Sum(1));
                    double factor = cell == TestedCell.Gru ? Sigmoid(Sum(0)) : 1;
                    double candidate = Math.Tanh(x[(2 * hidden) + unit] + (factor * r[(2 * hidden) + unit]));
                    newHidden[unit] = ((1 - update) * candidate) + (update * h[unit]);
                    break;
            }
        }

        return (newHidden, newCell);
    }

    private static double[] Start(double[] initial, int row, int hidden) => initial.Length == 0 ? new double[hidden] : initial[(row * hidden)..][..hidden];

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double[] Product(double[] weights, double[] vector, double[] bias)
    {
        var result = new double[weights.Length / Math.Max(1, vector.Length)];
        for (int row = 0; row < result.Length; row++)
        {
            double sum = bias.Length == 0 ? 0 : bias[row];
            for (int column = 0; column < vector.Length; column++)
            {
                sum += weights[(row * vector.Length) + column] * vector[column];
            }

            result[row] = sum;
        }

        return result;
    }
}
