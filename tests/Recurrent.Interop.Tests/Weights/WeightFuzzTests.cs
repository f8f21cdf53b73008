using Recurrent.Interop.Weights;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>
/// Damaged files, made from good ones by a seeded generator, are refused or read; nothing else happens: no other exception, no endless loop, no
/// memory beyond four times the file's length and a constant.
/// </summary>
public sealed class WeightFuzzTests
{
    private const int Files = 5000;
    private const int LargeFiles = 300;

    // ReadBudget's constant, and what exceptions, streams and chunks take.
    private const long Constant = (1 << 20) + (1 << 17);

    // Far above what the longest takes, so that a busy machine does not matter.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("lstm-l3-bi.safetensors")]
    [InlineData("checkpoint.pth")]
    [InlineData("forms.pt")]
    [InlineData("scripted.pt")]
    public void Damaged_weights_of_PyTorch_are_refused_or_read(string file) => Fuzz(file, stream => WeightFile.Read(stream, file).Recognize());

    [Theory]
    [InlineData("keras-gru.keras")]
    [InlineData("keras-gru-before.h5")]
    [InlineData("keras-only.weights.h5")]
    [InlineData("keras-new-format.weights.h5")]
    public void Damaged_files_of_Keras_are_refused_or_read(string file) => Fuzz(file, stream => KerasFile.Read(stream, file));

    [Theory]
    [InlineData("large.pt")]
    [InlineData("large.safetensors")]
    public void Damaged_large_files_take_no_more_memory_than_they_may(string file)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rnn-weights-").FullName, file);
        try
        {
            // 2 MB, against which the constant is small.
            WeightFile.Write(path, new Lstm(new LstmOptions { InputSize = 256, HiddenSize = 256 }, InitializationScope.ForLoading));
            Fuzz(file, File.ReadAllBytes(path), LargeFiles, stream => WeightFile.Read(stream, file).Recognize());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static void Fuzz(string file, Action<Stream> read) => Fuzz(file, File.ReadAllBytes(WeightFixture.PathOf(file)), Files, read);

    private static void Fuzz(string file, byte[] good, int files, Action<Stream> read)
    {
        good = FileDamage.WithoutSums(good);
        var random = new FuzzNumbers(seed: 17);
        int refused = 0;
        for (int number = 0; number < files; number++)
        {
            byte[] damaged = FileDamage.Apply(good, random);
            using var stream = new MemoryStream(damaged, writable: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Environment.TickCount64;
            try
            {
                read(stream);
            }
            catch (StorageFormatException refusal)
            {
                refused++;
                Assert.StartsWith(file, refusal.Message, StringComparison.Ordinal);
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken <= (4L * damaged.Length) + Constant, $"file {number} of {damaged.Length} bytes took {taken}");
            Assert.True(Environment.TickCount64 - started < Longest.TotalMilliseconds, $"file {number} took {Environment.TickCount64 - started} ms");
        }

        // Mutations must reach what is checked.
        Assert.InRange(refused, files / 10, files);
    }
}
