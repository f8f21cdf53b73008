using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>The products of a GRU with one of its matrices: rows of r and z, and rows of n, normalised or not.</summary>
internal sealed class GruRows
{
    private readonly int _hidden;
    private readonly Parameter _bias;
    private readonly Tensor _gateBias, _candidateBias;
    private readonly Tensor? _gateGain, _candidateGain;
    private Rows? _rows;

    public GruRows(int hidden, Parameter bias, Parameter? gain)
    {
        (_hidden, _bias) = (hidden, bias);
        (_gateBias, _candidateBias) = (bias.Slice(0, 2 * hidden), bias.Slice(2 * hidden, hidden));
        (_gateGain, _candidateGain) = (gain?.Slice(0, 2 * hidden), gain?.Slice(2 * hidden, hidden));
    }

    /// <summary>Of r, z and n, <c>[…, 3H]</c>.</summary>
    public Tensor Sums(Tape tape, Tensor values, Tensor weight)
    {
        if (_gateGain is null)
        {
            return tape.Linear(values, weight, _bias);
        }

        Tensor products = tape.Linear(values, weight);
        return tape.Concat(
            -1,
            tape.LayerNorm(tape.Slice(products, -1, 0, 2 * _hidden), _gateGain, _gateBias),
            tape.LayerNorm(tape.Slice(products, -1, 2 * _hidden, _hidden), _candidateGain, _candidateBias));
    }

    /// <summary>Of r and z, <c>[…, 2H]</c>.</summary>
    public Tensor Gates(Tape tape, Tensor values, Tensor weight) => One(tape, values, RowsOf(weight).Gates, _gateGain, _gateBias);

    /// <summary>Of n, <c>[…, H]</c>.</summary>
    public Tensor Candidate(Tape tape, Tensor values, Tensor weight) => One(tape, values, RowsOf(weight).Candidate, _candidateGain, _candidateBias);

    private static Tensor One(Tape tape, Tensor values, Tensor weight, Tensor? gain, Tensor bias) =>
        gain is null ? tape.Linear(values, weight, bias) : tape.LayerNorm(tape.Linear(values, weight), gain, bias);

    // Views of the parameter are kept, so that a step of a live stream makes no object; whichever thread is first, they are the same.
    private Rows RowsOf(Tensor weight)
    {
        if (weight is not Parameter)
        {
            return Split(weight);
        }

        return _rows ??= Split(weight);
    }

    private Rows Split(Tensor weight) => new(weight.Slice(0, 2 * _hidden), weight.Slice(2 * _hidden, _hidden));

    private sealed record Rows(Tensor Gates, Tensor Candidate);
}
