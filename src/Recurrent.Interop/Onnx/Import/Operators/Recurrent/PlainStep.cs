using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>One row's state and how it goes on by a step.</summary>
/// <remarks>
/// RNN: h = f(W x + Wb + R h + Rb). GRU: z, r = f(·), ĥ = g(W x + Wb + R (r ⊙ h) + Rb), or g(W x + Wb + r ⊙ (R h + Rb)) with
/// linear_before_reset, h = (1 − z) ⊙ ĥ + z ⊙ h. LSTM: i = f(· + P_i ⊙ c), f = f(· + P_f ⊙ c) or 1 − i, ĉ = g(·), c = f ⊙ c + i ⊙ ĉ,
/// o = f(· + P_o ⊙ c), h = o ⊙ h(c). ONNX specification, operators RNN, GRU and LSTM; clip bounds what f and g get.
/// </remarks>
internal sealed class PlainStep(RecurrentNode node, int direction, PlainWeights weights)
{
    private readonly double[] _hidden = new double[node.Hidden], _cell = new double[node.Hidden], _reset = new double[node.Hidden];
    private readonly double[] _fromInput = new double[node.Gates * node.Hidden], _fromState = new double[node.Gates * node.Hidden];
    private readonly Func<double, double> _f = node.Activations[direction, 0];

    public ReadOnlySpan<double> Hidden => _hidden;

    public ReadOnlySpan<double> Cell => _cell;

    /// <summary>Takes the first state of a row; empty for zeros.</summary>
    public void Start(ReadOnlySpan<double> hidden, ReadOnlySpan<double> cell)
    {
        Array.Clear(_hidden);
        Array.Clear(_cell);
        hidden.CopyTo(_hidden);
        cell.CopyTo(_cell);
    }

    /// <summary>Goes on by one step.</summary>
    /// <param name="input">x, <c>[I]</c>.</param>
    public void Take(ReadOnlySpan<double> input)
    {
        Product(weights.Input, input, weights.InputBias, _fromInput);
        Product(weights.Recurrent, _hidden, weights.RecurrentBias, _fromState);
        switch (node.Kind)
        {
            case RecurrentKind.Lstm: TakeLstm(); break;
            case RecurrentKind.Gru: TakeGru(); break;
            default: TakeRnn(); break;
        }

        Round(_hidden);
        Round(_cell);
    }

    private void TakeRnn()
    {
        for (int unit = 0; unit < node.Hidden; unit++)
        {
            _hidden[unit] = _f(Clipped(_fromInput[unit] + _fromState[unit]));
        }
    }

    private void TakeGru()
    {
        int size = node.Hidden;
        Func<double, double> g = node.Activations[direction, 1];
        for (int unit = 0; unit < size; unit++)
        {
            _reset[unit] = _f(Clipped(_fromInput[size + unit] + _fromState[size + unit]));
        }

        Span<double> candidate = _fromState.AsSpan(2 * size, size);
        if (node.ResetsAfter)
        {
            for (int unit = 0; unit < size; unit++)
            {
                candidate[unit] *= _reset[unit];
            }
        }
        else
        {
            for (int unit = 0; unit < size; unit++)
            {
                _reset[unit] *= _hidden[unit];
            }

            Product(weights.Recurrent.AsSpan(2 * size * size), _reset, weights.RecurrentBias.AsSpan(2 * size), candidate);
        }

        for (int unit = 0; unit < size; unit++)
        {
            double update = _f(Clipped(_fromInput[unit] + _fromState[unit]));
            _hidden[unit] = ((1 - update) * g(Clipped(_fromInput[(2 * size) + unit] + candidate[unit]))) + (update * _hidden[unit]);
        }
    }

    private void TakeLstm()
    {
        int size = node.Hidden;
        Func<double, double> g = node.Activations[direction, 1], h = node.Activations[direction, 2];
        for (int unit = 0; unit < size; unit++)
        {
            double input = _f(Clipped(Sum(unit) + (weights.Peepholes[unit] * _cell[unit])));
            double forget = node.IsCoupled ? 1 - input : _f(Clipped(Sum((2 * size) + unit) + (weights.Peepholes[(2 * size) + unit] * _cell[unit])));
            _cell[unit] = (forget * _cell[unit]) + (input * g(Clipped(Sum((3 * size) + unit))));
            double output = _f(Clipped(Sum(size + unit) + (weights.Peepholes[size + unit] * _cell[unit])));
            _hidden[unit] = output * h(_cell[unit]);
        }
    }

    private double Sum(int row) => _fromInput[row] + _fromState[row];

    private double Clipped(double value) => Math.Max(-node.Clip, Math.Min(node.Clip, value));

    /// <summary>The state as it reads from one step to the next: in the type of the node.</summary>
    private void Round(double[] state)
    {
        for (int unit = 0; unit < state.Length; unit++)
        {
            state[unit] = Numbers.Rounded(node.Input.ElementType, state[unit]);
        }
    }

    private static void Product(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, ReadOnlySpan<double> bias, Span<double> destination)
    {
        for (int row = 0; row < destination.Length; row++)
        {
            double sum = bias[row];
            ReadOnlySpan<double> line = matrix.Slice(row * vector.Length, vector.Length);
            for (int index = 0; index < vector.Length; index++)
            {
                sum += line[index] * vector[index];
            }

            destination[row] = sum;
        }
    }
}
