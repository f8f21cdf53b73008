namespace Recurrent.Layers.Tests.Attention;

/// <summary>Attention of one row in double precision, written as the papers have it.</summary>
internal static class AttentionReference
{
    /// <summary>Context of one query over the values of one row, as many as are valid.</summary>
    public static double[] Context(double[] query, double[][] values, Func<double[], double[], int, double> score)
    {
        double[] scores = [.. values.Select((value, step) => score(query, value, step))];
        double[] weights = [.. scores.Select(one => Math.Exp(one - scores.Max()))];
        double sum = weights.Sum();
        return [.. Enumerable.Range(0, values[0].Length).Select(place => values.Select((value, step) => weights[step] / sum * value[place]).Sum())];
    }

    /// <summary>qᵀ W h + w c.</summary>
    public static double General(double[] query, double[] value, ReadOnlySpan<double> weight, double covered)
    {
        double sum = covered;
        for (int row = 0; row < query.Length; row++)
            for (int column = 0; column < value.Length; column++) sum += query[row] * weight[(row * value.Length) + column] * value[column];
        return sum;
    }

    /// <summary>vᵀ tanh(W q + U h + b + c w).</summary>
    public static double Additive(double[] query, double[] value, double[][] parameters, double coverage)
    {
        (double[] fromQuery, double[] fromKey, double[] bias, double[] score, double[] fromCoverage) = (parameters[0], parameters[1], parameters[2], parameters[3], parameters[4]);
        double sum = 0;
        for (int unit = 0; unit < score.Length; unit++)
        {
            double inside = bias[unit] + (coverage * fromCoverage[unit]);
            for (int place = 0; place < query.Length; place++) inside += fromQuery[(unit * query.Length) + place] * query[place];
            for (int place = 0; place < value.Length; place++) inside += fromKey[(unit * value.Length) + place] * value[place];
            sum += score[unit] * Math.Tanh(inside);
        }

        return sum;
    }
}
