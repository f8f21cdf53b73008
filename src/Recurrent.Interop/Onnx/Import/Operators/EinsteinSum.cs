using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Sums of products by an equation of letters, such as <c>btd,hd->bth</c>.</summary>
internal static class EinsteinSum
{
    /// <summary>Computes it element by element: for small products; large ones are exported as MatMul.</summary>
    public static OnnxData Run(OperatorCall call)
    {
        string equation = call.Text("equation", string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        if (terms.Length != call.InputCount || sides.Length > 2 || equation.Contains('.', StringComparison.Ordinal))
        {
            throw new OperatorException($"the equation '{equation}' does not name {call.InputCount} inputs, or has '...', which is not supported");
        }

        string output = sides.Length == 2 ? sides[1] : string.Concat(sides[0].Where(char.IsLetter).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).Order());
        string letters = output + string.Concat(sides[0].Where(letter => letter != ',' && !output.Contains(letter, StringComparison.Ordinal)).Distinct());
        var lengths = new int[letters.Length];
        var strides = new int[terms.Length][];
        for (int input = 0; input < terms.Length; input++)
        {
            strides[input] = StridesOf(call[input], terms[input], letters, lengths);
        }

        call.Bounded(lengths);
        int[] shape = lengths[..output.Length];
        double[][] numbers = [.. terms.Select((_, input) => Numbers.Doubles(call[input]))];
        return Numbers.From(call[0].ElementType, shape, Sums(numbers, strides, lengths, Shapes.Count(shape)));
    }

    private static int[] StridesOf(OnnxData value, string term, string letters, int[] lengths)
    {
        if (term.Length != value.Rank)
        {
            throw new OperatorException($"the term '{term}' does not fit {value}");
        }

        int[] own = Shapes.Strides(value.Axes);
        var strides = new int[letters.Length];
        for (int axis = 0; axis < term.Length; axis++)
        {
            int letter = letters.IndexOf(term[axis], StringComparison.Ordinal);
            strides[letter] += own[axis];
            lengths[letter] = lengths[letter] == 0 || lengths[letter] == value.Axes[axis] ? value.Axes[axis] : throw new OperatorException($"the letter '{term[axis]}' stands for axes of different lengths");
        }

        return strides;
    }

    private static double[] Sums(double[][] numbers, int[][] strides, int[] lengths, int outputs)
    {
        var sums = new double[outputs];
        int total = Shapes.Count(lengths);
        int each = outputs == 0 ? 1 : total / outputs;
        var position = new int[lengths.Length];
        for (int index = 0; index < total; index++)
        {
            double product = 1;
            for (int input = 0; input < numbers.Length; input++)
            {
                int place = 0;
                for (int letter = 0; letter < position.Length; letter++)
                {
                    place += position[letter] * strides[input][letter];
                }

                product *= numbers[input][place];
            }

            sums[index / each] += product;
            for (int letter = lengths.Length - 1; letter >= 0 && ++position[letter] == lengths[letter]; letter--)
            {
                position[letter] = 0;
            }
        }

        return sums;
    }
}
