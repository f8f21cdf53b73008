using System.Buffers.Binary;
using System.IO.Compression;
using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>Which digit a picture of 28 × 28 pixels shows, read pixel by pixel, in a shuffled order, or row by row.</summary>
/// <remarks>
/// Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015. The 10,000 pictures of the MNIST test
/// part: 8,000 to learn from, 1,000 to choose by, 1,000 to score on, by index. While learning, pictures are moved by up to two pixels. Shorter
/// sequences are coarser pictures: 49, 98, 196 or 392 steps, each the mean of a block of pixels.
/// </remarks>
internal sealed class DigitsTask : LongTask
{
    private const int Side = 28, Pictures = 10_000, Training = 8_000, Validating = 1_000, Farthest = 2;
    private const float Mean = 0.13f, Deviation = 0.31f;
    private readonly byte[] _pixels, _labels;
    private readonly int[] _order = [.. Enumerable.Range(0, Side * Side)];
    private readonly int _features;
    private readonly int _wide = 1, _high = 1;

    /// <param name="folder">Holds the two IDX files.</param>
    /// <param name="form">"pixels", "permuted" or "rows".</param>
    public DigitsTask(string folder, string form)
    {
        _pixels = Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), magic: 2051, header: 16, Pictures * Side * Side);
        _labels = Read(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"), magic: 2049, header: 8, Pictures);
        _features = form == "rows" ? Side : 1;
        if (form == "permuted") new RandomSource(seed: 92916).Stream("order").Shuffle(_order.AsSpan());
    }

    private DigitsTask(DigitsTask whole, int wide, int high)
    {
        (_pixels, _labels, _features) = (whole._pixels, whole._labels, 1);
        (_wide, _high) = (wide, high);
    }

    public override int Time => Side * Side / (_features * _wide * _high);

    public override int Features => _features;

    public override int AnsweredSteps => 1;

    public override int Classes => 10;

    public override string Measure => "accuracy";

    public override double Baseline => 0.1;

    public override double Learnt => 0.9;

    /// <summary>Blocks of pixels as steps, read row by row; other forms than pixels have no other length.</summary>
    public override LongTask At(int length)
    {
        int block = Side * Side / length;
        int high = 1;
        while (high * high * 4 <= block) high *= 2;
        return Features > 1 || _order[1] != 1 ? this : new DigitsTask(this, block / high, high);
    }

    public override LongBatch Draw(RandomStream random, int rows) => Fill(random, rows, (row, own) =>
        Write(row, own.NextInt32(Training), own.Advance(8).NextInt32((2 * Farthest) + 1) - Farthest, own.Advance(16).NextInt32((2 * Farthest) + 1) - Farthest));

    public override IReadOnlyList<LongBatch> Validation(int rows) => Fixed(Training, Training + Validating, rows);

    public override IReadOnlyList<LongBatch> Test(int rows) => Fixed(Training + Validating, Pictures, rows);

    private static byte[] Read(string file, int magic, int header, int length)
    {
        using var unpacked = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        var bytes = new byte[header + length];
        unpacked.ReadExactly(bytes);
        int found = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return found == magic ? bytes[header..] : throw new InvalidDataException($"{file} starts with {found}, expected {magic} of the IDX format.");
    }

    private List<LongBatch> Fixed(int start, int end, int rows)
    {
        var batches = new List<LongBatch>();
        for (int first = start; first < end; first += rows)
        {
            int count = Math.Min(rows, end - first), picture = first;
            batches.Add(Fill(default, count, (row, _) => Write(row, picture++, right: 0, down: 0)));
        }

        return batches;
    }

    private void Write(LongRow row, int picture, int right, int down)
    {
        float share = 1f / (255 * _wide * _high);
        for (int place = 0; place < Time * _features; place++)
        {
            int across = Side / _wide;
            (int x, int y) = (_order[place] % across * _wide, _order[place] / across * _high);
            int sum = 0;
            for (int pixel = 0; pixel < _wide * _high; pixel++) sum += Pixel(picture, x + (pixel % _wide) - right, y + (pixel / _wide) - down);
            row.Set(place / _features, place % _features, ((sum * share) - Mean) / Deviation);
        }

        row.Answer(0, _labels[picture]);
    }

    private byte Pixel(int picture, int x, int y) =>
        x is >= 0 and < Side && y is >= 0 and < Side ? _pixels[(picture * Side * Side) + (y * Side) + x] : (byte)0;
}
