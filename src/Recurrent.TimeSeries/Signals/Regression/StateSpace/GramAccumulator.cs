using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Sums of products JᵀJ and Jᵀr over rows that come one by one.</summary>
internal sealed class GramAccumulator(int columns)
{
    private const int BlockRows = 64;
    private readonly double[] _block = new double[columns * BlockRows];
    private readonly double[] _errors = new double[BlockRows];
    private int _rows;

    /// <summary>JᵀJ, row-major, upper half. <c>[P, P]</c></summary>
    public double[] Gram { get; } = new double[columns * columns];

    /// <summary>Jᵀr. <c>[P]</c></summary>
    public double[] Moment { get; } = new double[columns];

    public void Clear()
    {
        Array.Clear(Gram);
        Array.Clear(Moment);
        _rows = 0;
    }

    /// <summary>Adds one row of J with its error.</summary>
    public void Add(ReadOnlySpan<double> row, double error)
    {
        for (var column = 0; column < row.Length; column++) _block[(column * BlockRows) + _rows] = row[column];
        _errors[_rows++] = error;
        if (_rows == BlockRows) Flush();
    }

    /// <summary>Adds what is left of the last block.</summary>
    public void Flush()
    {
        if (_rows == 0) return;
        for (var column = 0; column < columns && _rows < BlockRows; column++) Column(column)[_rows..].Clear();
        _errors.AsSpan(_rows).Clear();
        for (var left = 0; left < columns; left++)
        {
            var line = Gram.AsSpan(left * columns, columns);
            for (var right = left; right < columns; right++) line[right] += Dot(Column(left), Column(right));
            Moment[left] += Dot(Column(left), _errors);
        }
        _rows = 0;
    }

    private Span<double> Column(int column) => _block.AsSpan(column * BlockRows, BlockRows);

    /// <summary>Four sums of four lanes, the same on every processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.AggressiveInlining)]
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        const int lanes = 4;
        var (first, second, third, fourth) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var index = 0; index + (4 * lanes) <= left.Length && index + (4 * lanes) <= right.Length; index += 4 * lanes)
        {
            first += Vector256.Create(left[index..]) * Vector256.Create(right[index..]);
            second += Vector256.Create(left[(index + lanes)..]) * Vector256.Create(right[(index + lanes)..]);
            third += Vector256.Create(left[(index + (2 * lanes))..]) * Vector256.Create(right[(index + (2 * lanes))..]);
            fourth += Vector256.Create(left[(index + (3 * lanes))..]) * Vector256.Create(right[(index + (3 * lanes))..]);
        }
        return Vector256.Sum(first + second + (third + fourth));
    }
}
