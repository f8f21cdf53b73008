namespace Recurrent.Kernels;

/// <summary>Checks of span lengths at the door of a kernel.</summary>
internal static class Lengths
{
    /// <summary>Two spans must be equally long.</summary>
    /// <param name="expected">The length of the first span.</param>
    /// <param name="received">The length of the other span.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void RequireEqual(int expected, int received)
    {
        if (expected != received)
            throw new ArgumentException($"Received a span of {received} elements, expected {expected}: pass spans of equal length.");
    }

    /// <summary>A row-major matrix must consist of whole rows.</summary>
    /// <param name="length">The number of elements.</param>
    /// <param name="columns">The length of a row, ≥ 1.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">The elements do not fill whole rows, or a row has no element.</exception>
    public static int RequireRows(int length, int columns)
    {
        if (columns < 1 || length % columns != 0)
        {
            throw new ArgumentException(
                $"Received {length} elements and rows of {columns}, expected whole rows of at least one element: pass rows × columns elements.");
        }

        return length / columns;
    }
}
