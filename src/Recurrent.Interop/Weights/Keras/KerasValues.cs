using Recurrent.Interop.Weights.Hdf5;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Copies arrays of a Keras file into this library's layouts.</summary>
internal sealed class KerasValues(H5Bytes file)
{
    /// <summary>An array as it is.</summary>
    public Tensor Copy(H5Dataset source) => Fill(source.Shape, source, static index => index);

    /// <summary>A matrix <c>[in, gates·H]</c> as <c>[gates·H, in]</c>, its gates in another order.</summary>
    /// <param name="source">Keras' kernel.</param>
    /// <param name="order">For every gate of ours, the number of Keras' gate.</param>
    /// <param name="size">H.</param>
    public Tensor Transposed(H5Dataset source, int[] order, int size)
    {
        int inputs = source.Shape[0], columns = source.Shape[1];
        return Fill(new Shape(columns, inputs), source, index =>
        {
            (int row, int input) = Math.DivRem(index, inputs);
            return (input * columns) + (order[row / size] * size) + (row % size);
        });
    }

    /// <summary>A bias <c>[gates·H]</c>, or one of several below each other, its gates in another order.</summary>
    public Tensor Bias(H5Dataset source, int[] order, int size, int part = 0)
    {
        int length = order.Length * size;
        return Fill(new Shape(length), source, index => (part * length) + (order[index / size] * size) + (index % size));
    }

    /// <summary>One value everywhere.</summary>
    public Tensor Filled(int length, float value)
    {
        file.Budget.Take((long)length * sizeof(float), "bias");
        Tensor tensor = Tensor.Zeros(new Shape(length));
        tensor.Writable.Fill(value);
        return tensor;
    }

    private Tensor Fill(Shape shape, H5Dataset source, Func<int, int> place)
    {
        file.Budget.Take((long)shape.Length * sizeof(float), source.Name);
        Tensor tensor = Tensor.Zeros(shape);
        Span<float> values = tensor.Writable;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = source[file, place(index)];
        }

        return tensor;
    }
}
