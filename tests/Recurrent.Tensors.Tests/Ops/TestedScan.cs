using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>A scan op and the same step of one value in double precision.</summary>
/// <param name="Gates">Gates of a value.</param>
/// <param name="Weights">Weights of a value.</param>
/// <param name="Run">The op.</param>
/// <param name="Step">Gates, weights and state before of one value; state after and output.</param>
internal sealed record TestedScan(int Gates, int Weights, TestedScan.Op Run, Func<double[], double[], double, (double State, double Output)> Step)
{
    public delegate RecurrentSequenceResult Op(Tape tape, SequenceBatch gates, Tensor? weights, Tensor initial, bool isReverse);

    public static TestedScan Of(string name) => name switch
    {
        "linear" => new(2, 0, static (tape, gates, _, initial, isReverse) => tape.LinearScan(gates, initial, Way(isReverse)), static (g, _, h) => Same((g[0] * h) + g[1])),
        "min-gru" => new(2, 0, static (tape, gates, _, initial, isReverse) => tape.MinGruScan(gates, initial, Way(isReverse)), static (g, _, h) =>
            Same(((1 - Sigmoid(g[0])) * h) + (Sigmoid(g[0]) * Positive(g[1])))),
        "min-lstm" => new(3, 0, static (tape, gates, _, initial, isReverse) => tape.MinLstmScan(gates, initial, Way(isReverse)), static (g, _, h) =>
            Same(((Sigmoid(g[0]) * h) + (Sigmoid(g[1]) * Positive(g[2]))) / (Sigmoid(g[0]) + Sigmoid(g[1])))),
        "ind-rnn-relu" => new(1, 1, static (tape, gates, weights, initial, isReverse) => tape.IndRnnScan(gates, weights!, RnnActivation.Relu, initial, Way(isReverse)), static (g, w, h) =>
            Same(Math.Max(0, g[0] + (w[0] * h)))),
        "ind-rnn-tanh" => new(1, 1, static (tape, gates, weights, initial, isReverse) => tape.IndRnnScan(gates, weights!, RnnActivation.Tanh, initial, Way(isReverse)), static (g, w, h) =>
            Same(Math.Tanh(g[0] + (w[0] * h)))),
        _ => new(4, 2, static (tape, gates, weights, initial, isReverse) => tape.SruScan(gates, weights!, initial, Way(isReverse)), static (g, w, c) =>
        {
            double forget = Sigmoid(g[1] + (w[0] * c)), reset = Sigmoid(g[2] + (w[1] * c));
            double state = (forget * c) + ((1 - forget) * g[0]);
            return (state, (reset * state) + ((1 - reset) * g[3]));
        }),
    };

    /// <summary>Outputs of all steps, then the final states.</summary>
    public double[] Reference(double[][] inputs, Size size, int[] lengths, bool isReverse)
    {
        var result = new double[(size.Time + 1) * size.Batch * size.Hidden];
        for (int row = 0; row < size.Batch; row++)
        {
            for (int lane = 0; lane < size.Hidden; lane++)
            {
                double state = inputs[1][(row * size.Hidden) + lane];
                double[] own = [.. Enumerable.Range(0, Weights).Select(weight => inputs[2][(weight * size.Hidden) + lane])];
                for (int count = 0; count < lengths[row]; count++)
                {
                    int cell = ((isReverse ? lengths[row] - 1 - count : count) * size.Batch) + row;
                    double[] gates = [.. Enumerable.Range(0, Gates).Select(gate => inputs[0][(((cell * Gates) + gate) * size.Hidden) + lane])];
                    (state, result[(cell * size.Hidden) + lane]) = Step(gates, own, state);
                }

                result[(((size.Time * size.Batch) + row) * size.Hidden) + lane] = state;
            }
        }

        return result;
    }

    private static (double State, double Output) Same(double state) => (state, state);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Positive(double x) => x >= 0 ? x + 0.5 : Sigmoid(x);

    private static SequenceDirection Way(bool isReverse) => isReverse ? SequenceDirection.Reverse : SequenceDirection.Forward;

    /// <summary>T, B and H.</summary>
    internal readonly record struct Size(int Time, int Batch, int Hidden);
}
