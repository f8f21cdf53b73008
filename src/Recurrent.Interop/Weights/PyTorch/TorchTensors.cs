using Recurrent.Interop.Weights.Archives;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>Reads views of storages as float32 tensors, each view once.</summary>
/// <param name="zip">The files of the checkpoint.</param>
/// <param name="budget">Memory that may be taken.</param>
/// <param name="folder">The name of the archive's only folder, with the slash.</param>
/// <param name="isBigEndian">Whether the machine that wrote the bytes put the high one first.</param>
internal sealed class TorchTensors(ZipIndex zip, ReadBudget budget, string folder, bool isBigEndian)
{
    private const int ChunkBytes = 1 << 14;
    private readonly Dictionary<string, Tensor> _read = [];
    private readonly Dictionary<string, byte[]> _unpacked = [];
    private readonly byte[] _chunk = new byte[ChunkBytes];

    public Tensor Read(string name, TorchTensor view)
    {
        if (_read.TryGetValue(view.Identity, out Tensor? known))
        {
            return known;
        }

        Shape shape = ShapeOf(name, view);
        long last = Last(view);
        string key = $"{folder}data/{view.Storage.Key}";
        int size = ElementFormats.SizeOf(view.Format);
        if (!zip.TryFind(key, out ZipEntry entry))
        {
            throw budget.Wrong(name, $"has its values in '{key}', which the archive does not have; it is cut off or damaged.");
        }

        if (shape.Length > 0 && (Int128)(last + 1) * size > entry.Length)
        {
            throw budget.Wrong(name, $"reads up to element {last} of {view.Format}, its storage '{key}' has {entry.Length} bytes; the file is damaged.");
        }

        budget.Take((long)shape.Length * sizeof(float), name);
        Tensor tensor = Tensor.Zeros(shape);
        if (shape.Length > 0)
        {
            var source = new ViewSource(name, view, key, entry);
            if (IsContiguous(view))
            {
                ReadInOrder(source, tensor.Writable);
            }
            else
            {
                ReadScattered(source, last, tensor.Writable);
            }
        }

        _read.Add(view.Identity, tensor);
        return tensor;
    }

    private Shape ShapeOf(string name, TorchTensor view)
    {
        if (view.Sizes.Length > Shape.MaxRank)
        {
            throw budget.Wrong(name, $"has {view.Sizes.Length} axes, at most {Shape.MaxRank} are read; reshape it before torch.save.");
        }

        Int128 length = 1;
        foreach (long size in view.Sizes)
        {
            length *= size;
            if (size > int.MaxValue || length > Array.MaxLength)
            {
                throw budget.Wrong(name, $"has sizes [{string.Join(", ", view.Sizes)}], more than {Array.MaxLength} elements.");
            }
        }

        return new Shape([.. view.Sizes.Select(size => (int)size)]);
    }

    /// <summary>The highest element of the storage that a view reads, or more than any storage has.</summary>
    private static long Last(TorchTensor view)
    {
        Int128 last = view.Offset;
        for (int axis = 0; axis < view.Sizes.Length; axis++)
        {
            last += (Int128)Math.Max(0, view.Sizes[axis] - 1) * view.Strides[axis];
        }

        return (long)Int128.Min(last, long.MaxValue / 16);
    }

    private static bool IsContiguous(TorchTensor view)
    {
        long expected = 1;
        for (int axis = view.Sizes.Length - 1; axis >= 0; axis--)
        {
            if (view.Sizes[axis] != 1 && view.Strides[axis] != expected)
            {
                return false;
            }

            expected *= view.Sizes[axis];
        }

        return true;
    }

    private void ReadInOrder(ViewSource source, Span<float> values)
    {
        int size = ElementFormats.SizeOf(source.View.Format);
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(values.Length - done, ChunkBytes / size);
            Span<byte> bytes = _chunk.AsSpan(0, count * size);
            ReadBytes(source, (source.View.Offset + done) * size, bytes);
            Decode(source, bytes, values.Slice(done, count), done);
            done += count;
        }
    }

    private void ReadScattered(ViewSource source, long last, Span<float> values)
    {
        int size = ElementFormats.SizeOf(source.View.Format);
        long length = (last - source.View.Offset + 1) * size;
        if (length > Array.MaxLength)
        {
            throw budget.Wrong(source.Name, $"is a view over {length} bytes out of their order; save tensor.contiguous().");
        }

        budget.Take(length, source.Name);
        var bytes = new byte[length];
        ReadBytes(source, source.View.Offset * size, bytes);
        Span<long> place = stackalloc long[Shape.MaxRank];
        place.Clear();
        long element = 0;
        for (int index = 0; index < values.Length; index++)
        {
            Decode(source, bytes.AsSpan((int)(element * size), size), values.Slice(index, 1), index);
            for (int axis = source.View.Sizes.Length - 1; axis >= 0; axis--)
            {
                element += source.View.Strides[axis];
                if (++place[axis] < source.View.Sizes[axis])
                {
                    break;
                }

                element -= place[axis] * source.View.Strides[axis];
                place[axis] = 0;
            }
        }
    }

    private void ReadBytes(ViewSource source, long start, Span<byte> destination)
    {
        if (!source.Entry.IsDeflated)
        {
            zip.ReadPart(source.Key, start, destination);
            return;
        }

        if (!_unpacked.TryGetValue(source.Key, out byte[]? whole))
        {
            whole = zip.ReadAll(source.Key, source.Entry);
            _unpacked.Add(source.Key, whole);
        }

        whole.AsSpan((int)start, destination.Length).CopyTo(destination);
    }

    private void Decode(ViewSource source, Span<byte> bytes, Span<float> values, int first)
    {
        if (isBigEndian)
        {
            int size = ElementFormats.SizeOf(source.View.Format);
            for (int index = 0; index < bytes.Length; index += size)
            {
                bytes.Slice(index, size).Reverse();
            }
        }

        int wrong = ElementFormats.Decode(source.View.Format, bytes, values);
        if (wrong >= 0)
        {
            throw budget.Wrong(source.Name, $"element {first + wrong} of {source.View.Format} does not fit float32; store it as float32.");
        }
    }

    private readonly record struct ViewSource(string Name, TorchTensor View, string Key, ZipEntry Entry);
}
