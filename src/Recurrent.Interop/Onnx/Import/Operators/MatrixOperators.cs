using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Tensors;
using Recurrent.Tensors.Ops;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Products of matrices; those of float32 through the library's own.</summary>
internal static class MatrixOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("MatMul", static call => MatMul(call, call[0], call[1]));
        table.Add("Gemm", Gemm);
        table.Add("Einsum", static call => EinsteinSum.Run(call), since: 12);
    }

    /// <summary>A B with the rules of NumPy: vectors get an axis that is taken away again, leading axes are broadcast.</summary>
    public static OnnxData MatMul(OperatorCall call, OnnxData left, OnnxData right)
    {
        if (left.Rank == 0 || right.Rank == 0 || left.ElementType != right.ElementType)
        {
            throw new OperatorException($"{left} and {right} cannot be multiplied");
        }

        OnnxData a = left.Rank == 1 ? left.Reshaped(1, left.Count) : left, b = right.Rank == 1 ? right.Reshaped(right.Count, 1) : right;
        (int rows, int inner, int columns) = (a.Axes[^2], a.Axes[^1], b.Axes[^1]);
        if (b.Axes[^2] != inner)
        {
            throw new OperatorException($"{left} and {right} cannot be multiplied");
        }

        int[] batch = Shapes.Broadcast(a.Axes[..^2], b.Axes[..^2]);
        OnnxData product = b.Rank == 2
            ? Product(call, a, b, Shapes.Count(a.Axes[..^2]) * rows, inner, columns)
            : Batched(call, Selection.Expand(a, call.Bounded([.. batch, rows, inner])), Selection.Expand(b, call.Bounded([.. batch, inner, columns])), Shapes.Count(batch));
        int[] last = [.. left.Rank == 1 ? [] : new[] { rows }, .. right.Rank == 1 ? [] : new[] { columns }];
        return product.Reshaped([.. batch, .. last]);
    }

    /// <summary>α A B + β C, where A and B may be stored transposed.</summary>
    private static OnnxData Gemm(OperatorCall call)
    {
        OnnxData a = Turned(call[0], call.Flag("transA")), b = call[1];
        bool isTurned = call.Flag("transB");
        float alpha = call.Float("alpha", 1), beta = call.Float("beta", 1);
        if (a.Rank != 2 || b.Rank != 2 || a.Axes[1] != b.Axes[isTurned ? 1 : 0] || a.ElementType != b.ElementType)
        {
            throw new OperatorException($"{call[0]} and {call[1]} cannot be multiplied");
        }

        int[] shape = [a.Axes[0], b.Axes[isTurned ? 0 : 1]];
        OnnxData product = isTurned && a.ElementType == OnnxDataType.Float32 && a.Count > 0 && b.Count > 0
            ? Fast(call, a, b, shape, transposeRight: true)
            : Product(call, a, Turned(b, isTurned), shape[0], a.Axes[1], shape[1]);
        OnnxData scaled = alpha == 1 ? product : Elementwise.Map(product, x => alpha * x, x => (long)(alpha * x));
        return call.Optional(2) is { } added && beta != 0
            ? Elementwise.Combine(call, scaled, Selection.Expand(added, shape), (x, y) => x + (beta * y), (x, y) => x + (long)(beta * y))
            : scaled;
    }

    private static OnnxData Turned(OnnxData matrix, bool isTurned) => isTurned && matrix.Rank == 2 ? Selection.Transpose(matrix, [1, 0]) : matrix;

    private static OnnxData Batched(OperatorCall call, OnnxData a, OnnxData b, int count)
    {
        OnnxData left = a.Reshaped([count, .. a.Axes[^2..]]), right = b.Reshaped([count, .. b.Axes[^2..]]);
        int[] shape = call.Bounded(count, a.Axes[^2], b.Axes[^1]);
        if (IsFast(a, b))
        {
            return Fast(call, left, right, shape, transposeRight: false);
        }

        var parts = new List<OnnxData>();
        for (int index = 0; index < count; index++)
        {
            OnnxData one = IndexingOperators.Part(left, 0, index, 1), other = IndexingOperators.Part(right, 0, index, 1);
            parts.Add(Product(call, one, other, shape[1], left.Axes[2], shape[2]));
        }

        return count > 0 ? JoinOperators.Stack(call, parts, 0) : call.New(a.ElementType, shape);
    }

    private static bool IsFast(OnnxData a, OnnxData b) => a.ElementType == OnnxDataType.Float32 && a.Count > 0 && b.Count > 0;

    private static OnnxData Product(OperatorCall call, OnnxData a, OnnxData b, int rows, int inner, int columns)
    {
        int[] shape = call.Bounded(rows, columns);
        return IsFast(a, b) ? Fast(call, a.Reshaped(rows, inner), b, shape, transposeRight: false)
            : ElementTypes.IsFloating(a.ElementType) ? Numbers.From(a.ElementType, shape, Plain(Numbers.Doubles(a), Numbers.Doubles(b), rows, inner, columns))
            : ElementTypes.IsInteger(a.ElementType) ? Numbers.From(a.ElementType, shape, Plain(Numbers.Integers(a), Numbers.Integers(b), rows, inner, columns))
            : throw new OperatorException($"it is not defined for elements of the type {ElementTypes.NameOf(a.ElementType)}");
    }

    private static OnnxData Fast(OperatorCall call, OnnxData a, OnnxData b, int[] shape, bool transposeRight)
    {
        Tensor right = b.AsTensor(new Shape(b.Axes));
        Tensor product = call.Run.Tape.MatMul(a.AsTensor(new Shape(a.Axes)), right, transposeRight);
        OnnxData result = OnnxData.Create(product.Values, shape);
        call.Run.Tape.Reset();
        return result;
    }

    private static T[] Plain<T>(T[] a, T[] b, int rows, int inner, int columns)
        where T : System.Numerics.INumber<T>
    {
        var result = new T[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            Span<T> destination = result.AsSpan(row * columns, columns);
            for (int step = 0; step < inner; step++)
            {
                T factor = a[(row * inner) + step];
                for (int column = 0; column < columns; column++)
                {
                    destination[column] += factor * b[(step * columns) + column];
                }
            }
        }

        return result;
    }
}
