using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>
/// How two shapes meet: the common shape, cut into rows along which each operand is either read on or stands still. Neighbouring axes that
/// both operands treat alike are merged, so equal shapes are one row, a scalar operand stands still in one row, a vector over the last axis
/// is read anew in every row, and a column [B, 1] stands still in each.
/// </summary>
internal readonly struct BroadcastPlan
{
    private readonly Axes _lengths;
    private readonly Axes _leftSteps;
    private readonly Axes _rightSteps;
    private readonly int _axes;

    private BroadcastPlan(Shape output, Shape left, Shape right)
    {
        Output = output;
        int leftStep = 1;
        int rightStep = 1;
        for (int back = 1; back <= output.Rank; back++)
        {
            int length = output[-back];
            int leftLength = LengthFromEnd(left, back);
            int rightLength = LengthFromEnd(right, back);
            if (length == 1)
            {
                continue;
            }

            int ownLeftStep = leftLength == 1 ? 0 : leftStep;
            int ownRightStep = rightLength == 1 ? 0 : rightStep;
            if (_axes > 0 && (ownLeftStep == 0) == (_leftSteps[_axes - 1] == 0) && (ownRightStep == 0) == (_rightSteps[_axes - 1] == 0))
            {
                _lengths[_axes - 1] *= length;
            }
            else
            {
                _lengths[_axes] = length;
                _leftSteps[_axes] = ownLeftStep;
                _rightSteps[_axes] = ownRightStep;
                _axes++;
            }

            leftStep *= leftLength;
            rightStep *= rightLength;
        }

        if (_axes == 0)
        {
            _lengths[0] = _leftSteps[0] = _rightSteps[0] = _axes = 1;
        }
    }

    /// <summary>The common shape.</summary>
    public Shape Output { get; }

    /// <summary>Elements of a row.</summary>
    public int RowLength => _lengths[0];

    /// <summary>Number of rows.</summary>
    public int Rows => RowLength == 0 ? 0 : Output.Length / RowLength;

    /// <summary>Whether one element of the left operand serves a whole row.</summary>
    public bool IsLeftConstant => _leftSteps[0] == 0;

    /// <summary>Whether one element of the right operand serves a whole row.</summary>
    public bool IsRightConstant => _rightSteps[0] == 0;

    /// <summary>Plans the meeting of two shapes.</summary>
    /// <exception cref="ArgumentException">An axis differs and neither length is 1.</exception>
    public static BroadcastPlan Create(Shape left, Shape right, string operation)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> axes = stackalloc int[Shape.MaxRank];
        for (int back = 1; back <= rank; back++)
        {
            int leftLength = LengthFromEnd(left, back);
            int rightLength = LengthFromEnd(right, back);
            if (leftLength != rightLength && leftLength != 1 && rightLength != 1)
            {
                throw new ArgumentException(
                    $"{operation} got {left} and {right}; aligned at the last axis, lengths must be equal or 1, but {leftLength} meets {rightLength}.", nameof(left));
            }

            axes[rank - back] = leftLength == 1 ? rightLength : leftLength;
        }

        return new BroadcastPlan(new Shape(axes[..rank]), left, right);
    }

    /// <summary>Where a row starts in both operands.</summary>
    public void Locate(int row, out int left, out int right)
    {
        left = 0;
        right = 0;
        for (int axis = 1; axis < _axes; axis++)
        {
            (row, int index) = Math.DivRem(row, _lengths[axis]);
            left += index * _leftSteps[axis];
            right += index * _rightSteps[axis];
        }
    }

    private static int LengthFromEnd(Shape shape, int back) => back <= shape.Rank ? shape[-back] : 1;

    [InlineArray(Shape.MaxRank)]
    private struct Axes
    {
        private int _first;
    }
}
