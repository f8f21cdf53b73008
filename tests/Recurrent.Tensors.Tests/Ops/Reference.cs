namespace Recurrent.Tensors.Tests.Ops;

/// <summary>The plainest possible double-precision versions of what ops compute.</summary>
internal static class Reference
{
    /// <summary>All index tuples of a shape in row-major order.</summary>
    public static IEnumerable<int[]> Indices(int[] axes)
    {
        int total = axes.Aggregate(1, (product, axis) => product * axis);
        for (int flat = 0; flat < total; flat++)
        {
            var index = new int[axes.Length];
            int rest = flat;
            for (int axis = axes.Length - 1; axis >= 0; axis--)
            {
                (rest, index[axis]) = Math.DivRem(rest, axes[axis]);
            }

            yield return index;
        }
    }

    public static int Flat(int[] axes, int[] index) => index.Select((value, axis) => value * axes[(axis + 1)..].Aggregate(1, (product, length) => product * length)).Sum();

    public static int[] CommonShape(int[] left, int[] right)
    {
        int rank = Math.Max(left.Length, right.Length);
        int[] a = [.. Enumerable.Repeat(1, rank - left.Length), .. left];
        int[] b = [.. Enumerable.Repeat(1, rank - right.Length), .. right];
        return [.. a.Zip(b, (x, y) => x == 1 ? y : x)];
    }

    /// <summary>The element a tensor of a smaller shape shows at an index of the common shape.</summary>
    public static double At(double[] values, int[] axes, int[] index) =>
        values[Flat(axes, [.. index[^axes.Length..].Select((value, axis) => axes[axis] == 1 ? 0 : value)])];

    public static double[] Broadcast(double[] left, int[] leftAxes, double[] right, int[] rightAxes, Func<double, double, double> function) =>
        [.. Indices(CommonShape(leftAxes, rightAxes)).Select(index => function(At(left, leftAxes, index), At(right, rightAxes, index)))];
}
