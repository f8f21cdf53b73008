using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The values of some rows, panel by panel and in a panel row by row: what one panel needs lies together.</summary>
/// <param name="first">The first row of the first panel.</param>
/// <param name="rows">Rows in every panel; 1 where rows stand whole and <see cref="At"/> gets the pitch of a whole row.</param>
/// <param name="firstRow">The row that <see cref="At"/> counts from.</param>
internal unsafe struct PanelBlock(float* first, nint rows, nint firstRow = 0)
{
    /// <summary>The first row of the first panel.</summary>
    public float* First = first;

    /// <summary>Rows in every panel.</summary>
    public nint Rows = rows;

    /// <summary>The row that <see cref="At"/> counts from.</summary>
    public nint FirstRow = firstRow;

    /// <summary>Points to other values in place: a copy of a block just made would wait for its fields to reach the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Point(float* first, nint rows, nint firstRow)
    {
        First = first;
        Rows = rows;
        FirstRow = firstRow;
    }

    /// <summary>A panel's values of a row.</summary>
    /// <param name="column">Floats of a row in all panels before.</param>
    /// <param name="pitch">Floats from row to row in this panel.</param>
    /// <param name="row">The row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float* At(nint column, nint pitch, nint row) => First + (column * Rows) + ((FirstRow + row) * pitch);
}
