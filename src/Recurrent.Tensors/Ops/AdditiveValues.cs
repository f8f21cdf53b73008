using Recurrent.Kernels.Elementwise;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>Values of the inputs; without coverage its spans are empty.</summary>
internal readonly ref struct AdditiveValues(AdditiveInputs inputs)
{
    private readonly ReadOnlySpan<float> _queries = inputs.Query.Values;
    private readonly ReadOnlySpan<float> _keys = inputs.Key.Values;

    public ReadOnlySpan<float> Score { get; } = inputs.Score.Values;

    public ReadOnlySpan<float> Looks { get; } = inputs.Coverage is null ? [] : inputs.Coverage.Looks.Values;

    public ReadOnlySpan<float> Weight { get; } = inputs.Coverage is null ? [] : inputs.Coverage.Weight.Values;

    public int Queries { get; } = inputs.Queries;

    public int Keys { get; } = inputs.Keys;

    public int Units { get; } = inputs.Units;

    /// <summary>tanh(q + k + c w) of some units of one pair.</summary>
    public void Hidden(AdditivePair pair, int start, Span<float> hidden)
    {
        _queries.Slice((pair.Query * Units) + start, hidden.Length).CopyTo(hidden);
        Accumulate.Add(_keys.Slice((pair.Key * Units) + start, hidden.Length), hidden);
        if (!Weight.IsEmpty)
        {
            AddScaled(Looks[pair.Number], Weight.Slice(start, hidden.Length), hidden);
        }

        Activations.Tanh(hidden, hidden);
    }

    /// <summary>sum += factor · values.</summary>
    public static void AddScaled(float factor, ReadOnlySpan<float> values, Span<float> sum)
    {
        var operand = new Operand(values, isConstant: false);
        BinaryLoop.Terms<ScaledTerm>(new Operand([factor], isConstant: true), operand, operand, sum, overwrite: false);
    }
}
