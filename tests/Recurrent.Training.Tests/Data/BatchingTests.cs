using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Data;

namespace Recurrent.Training.Tests.Data;

public sealed class BatchingTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 103).Select(index => 1 + (index * 37 % 50))];

    [Fact]
    public void Every_item_is_in_one_batch_and_lengths_within_a_batch_are_close()
    {
        var batches = LengthBuckets.Shuffled(Lengths, 8, new RandomSource(1).Stream("epoch"));
        Assert.Equal(Enumerable.Range(0, 103), batches.SelectMany(batch => batch).Order());
        Assert.Single(batches, batch => batch.Length == 103 % 8);
        Assert.All(batches, batch => Assert.InRange(batch.Max(item => Lengths[item]) - batch.Min(item => Lengths[item]), 0, 8));
    }

    [Fact]
    public void Batches_come_in_another_order_each_epoch_and_not_sorted_by_length()
    {
        var random = new RandomSource(1);
        var first = LengthBuckets.Shuffled(Lengths, 8, random.Stream("epoch", 0));
        var second = LengthBuckets.Shuffled(Lengths, 8, random.Stream("epoch", 1));
        var again = LengthBuckets.Shuffled(Lengths, 8, random.Stream("epoch", 0));
        Assert.Equal(first.SelectMany(batch => batch), again.SelectMany(batch => batch));
        Assert.NotEqual(first.SelectMany(batch => batch), second.SelectMany(batch => batch));
        int[] longest = [.. first.Select(batch => batch.Max(item => Lengths[item]))];
        Assert.NotEqual(longest.Order(), longest);
    }

    [Fact]
    public void A_pool_of_one_batch_mixes_lengths()
    {
        var batches = LengthBuckets.Shuffled(Lengths, 8, new RandomSource(1).Stream("epoch"), poolBatches: 1);
        Assert.Contains(batches, batch => batch.Max(item => Lengths[item]) - batch.Min(item => Lengths[item]) > 20);
    }

    [Fact]
    public void Sequences_are_laid_out_time_major_with_zeros_after_their_end()
    {
        var batcher = new SequenceBatcher([new float[] { 1, 2, 3, 4 }, Array.Empty<float>(), new float[] { 5, 6 }], features: 2);
        Tape tape = Tape.ForInference(threads: 1);
        batcher.Batch(tape, [0, 0, 0]);
        SequenceBatch batch = batcher.Batch(tape, [2, 0, 1]);
        Assert.Equal([2, 3, 2], batch.Values.Shape.ToArray());
        Assert.Equal([1, 2, 0], batch.Lengths);
        Assert.Equal([5, 6, 1, 2, 0, 0, 0, 0, 3, 4, 0, 0], batch.Values.Values.ToArray());
    }

    [Theory]
    [InlineData(99)]
    [InlineData(-1)]
    public void A_number_of_no_sequence_is_refused_with_how_many_there_are(int item)
    {
        var batcher = new SequenceBatcher([new float[4], new float[2]], features: 2);
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => batcher.Batch(Tape.ForInference(threads: 1), [0, item]));
        Assert.Contains($"sequence number {item} for row 1; there are 2 sequences", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_with_half_a_step_is_refused_by_number() => Assert.Contains(
        "Sequence 1", Assert.Throws<ArgumentException>(() => new SequenceBatcher([new float[4], new float[3]], 2)).Message, StringComparison.Ordinal);
}
