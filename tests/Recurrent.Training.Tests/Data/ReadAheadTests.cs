using Recurrent.Training.Data;

namespace Recurrent.Training.Tests.Data;

public class ReadAheadTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 1000)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void All_items_come_in_order_and_no_batch_is_larger_than_asked_for(int most)
    {
        int[][] batches = [.. ReadAhead.Batches(Numbers, _ => 1, most, TestContext.Current.CancellationToken).Select(batch => batch.ToArray())];
        Assert.Equal(Numbers, batches.SelectMany(batch => batch));
        Assert.All(batches, batch => Assert.InRange(batch.Length, 1, most));
    }

    [Fact]
    public void Lone_item_is_given_before_the_next_one_is_there()
    {
        using var next = new SemaphoreSlim(0);
        IEnumerable<int> Slow()
        {
            yield return 1;
            next.Wait(TestContext.Current.CancellationToken);
            yield return 2;
        }

        var given = new List<int>();
        foreach (var batch in ReadAhead.Batches(Slow(), _ => 1, 100, TestContext.Current.CancellationToken))
        {
            given.Add(Assert.Single(batch));
            next.Release();
        }
        Assert.Equal([1, 2], given);
    }

    [Fact]
    public void Failure_of_the_reading_comes_behind_the_items_before_it()
    {
        static IEnumerable<int> Broken()
        {
            yield return 1;
            yield return 2;
            throw new DataFormatException("broken");
        }

        var given = new List<int>();
        Assert.Throws<DataFormatException>(() =>
        {
            foreach (var batch in ReadAhead.Batches(Broken(), _ => 1, 1, TestContext.Current.CancellationToken)) given.AddRange(batch);
        });
        Assert.Equal([1, 2], given);
    }

    [Fact]
    public void Heavy_items_are_not_read_far_ahead()
    {
        var read = 0;
        IEnumerable<int> Counted()
        {
            for (var item = 0; item < 100; item++)
            {
                Interlocked.Increment(ref read);
                yield return item;
            }
        }

        var taken = 0;
        foreach (var batch in ReadAhead.Batches(Counted(), _ => ReadAhead.UsualWeight / 2, 1000, TestContext.Current.CancellationToken))
        {
            taken += batch.Count;
            Assert.InRange(batch.Count, 1, 3);
            Assert.InRange(Volatile.Read(ref read), taken, taken + 4);
        }
        Assert.Equal(100, taken);
    }

    [Fact]
    public async Task Waiting_for_items_ends_when_it_is_cancelled()
    {
        using var never = new SemaphoreSlim(0);
        IEnumerable<int> Waiting()
        {
            never.Wait(TestContext.Current.CancellationToken);
            yield return 1;
        }

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = Task.Run(() => ReadAhead.Batches(Waiting(), _ => 1, 10, cancellation.Token).ToArray(), TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        never.Release();
    }
}
