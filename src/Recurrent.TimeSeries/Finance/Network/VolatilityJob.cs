using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Pieces of the history drawn at random; a block of days kept apart says when to stop.</summary>
/// <remarks>
/// The first days of a piece only warm the state up. The loss is the negative log likelihood of the next return under the forecast variance
/// and the cross entropy of its sign; only the former is validated.
/// </remarks>
internal sealed class VolatilityJob(VolatilityNetwork network, NetworkDays days, HeldBlock held, TailAssumption tails) : ITrainingJob
{
    public const int StepsPerEpoch = 25;
    private const int Rows = 16;
    private const int LongestWarmUp = 40;
    private const int LongestPiece = 120;
    private const float Degrees = 5;

    /// <summary>ln σ of a t-distribution of variance 1.</summary>
    private static readonly float LogScale = (float)(0.5 * Math.Log((Degrees - 2) / Degrees));
    private readonly int _length = Math.Min(LongestPiece, days.Count / 2);
    private float[] _draws = [];

    private int WarmUp => Math.Min(LongestWarmUp, _length / 3);

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _draws = new float[StepsPerEpoch * Rows];
        random.FillUniform(_draws);
        return StepsPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var starts = new int[Rows];
        var last = days.Count - _length;
        for (var row = 0; row < Rows; row++) starts[row] = Math.Min(last, (int)(_draws[(batch * Rows) + row] * (last + 1)));
        var pieces = Pieces(starts, isValidation: false);
        var output = network.Run(tape, tape.Constant(pieces.Features, new Shape(_length, Rows, days.Width)));
        var direction = tape.BinaryCrossEntropyWithLogits(output.LogOdds, Constant(tape, pieces.Rises, Rows), Constant(tape, pieces.Moves, Rows));
        return new BatchLoss(tape.Add(Likelihood(tape, output, pieces, Rows), direction));
    }

    public Evaluation? Validate(Tape tape)
    {
        var step = _length - WarmUp;
        int[] starts = [.. Enumerable.Range(0, (held.Count + step - 1) / step).Select(piece => Math.Clamp(held.Start + (piece * step) - WarmUp, 0, days.Count - _length))];
        var (sum, count) = (0.0, 0.0);
        foreach (var chunk in starts.Chunk(Rows))
        {
            tape.Reset();
            var pieces = Pieces(chunk, isValidation: true);
            double weight = pieces.Weights.Sum();
            var output = network.Run(tape, tape.Constant(pieces.Features, new Shape(_length, chunk.Length, days.Width)));
            sum += Likelihood(tape, output, pieces, chunk.Length).ToScalar() * weight;
            count += weight;
        }
        tape.Reset();
        return count == 0 ? null : new Evaluation(sum / count);
    }

    private Tensor Likelihood(Tape tape, NetworkOutput output, PieceBatch pieces, int rows)
    {
        var zeros = tape.Zeros(new Shape(_length, rows, 1));
        var (returns, weights) = (Constant(tape, pieces.Returns, rows), Constant(tape, pieces.Weights, rows));
        if (tails == TailAssumption.Normal) return tape.GaussianNegativeLogLikelihood(zeros, output.LogVariance, returns, weights);
        var degrees = new float[_length * rows];
        Array.Fill(degrees, Degrees);
        var scale = tape.Exp(tape.AddScalar(tape.Scale(output.LogVariance, 0.5f), LogScale));
        return tape.StudentTNegativeLogLikelihood(new StudentTParameters(zeros, scale, Constant(tape, degrees, rows)), returns, weights);
    }

    private Tensor Constant(Tape tape, float[] values, int rows) => tape.Constant(values, new Shape(_length, rows, 1));

    private PieceBatch Pieces(int[] starts, bool isValidation)
    {
        var rows = starts.Length;
        var pieces = new PieceBatch(_length * rows, days.Width);
        for (var at = 0; at < _length; at++)
        {
            for (var row = 0; row < rows; row++)
            {
                var (day, place) = (starts[row] + at, (at * rows) + row);
                days.Features(day).CopyTo(pieces.Features.AsSpan(place * days.Width));
                var move = pieces.Returns[place] = days.Target(day);
                pieces.Weights[place] = at >= WarmUp && held.Contains(day) == isValidation ? 1 : 0;
                pieces.Rises[place] = move > 0 ? 1 : 0;
                pieces.Moves[place] = move == 0 ? 0 : pieces.Weights[place];
            }
        }
        return pieces;
    }
}
