using System.Threading.Channels;

namespace Recurrent.Training.Data;

/// <summary>Reads on another thread while what has come is worked on.</summary>
internal static class ReadAhead
{
    /// <summary>Gives what has come by the time it is asked for: many items of a file together, a lone one without waiting for the next.</summary>
    /// <param name="items">Read one by one, at most two batches ahead.</param>
    /// <param name="most">Items of a batch at most.</param>
    /// <param name="cancellation">Ends the wait for items; a reader that is itself waiting, as for somebody to type, is left behind.</param>
    /// <returns>Batches of at least one item. What the reading throws comes behind the items before it.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static IEnumerable<IReadOnlyList<T>> Batches<T>(IEnumerable<T> items, int most, CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(2 * most) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var token = stop.Token;
        _ = Task.Run(() => FillAsync(channel.Writer, items, token), CancellationToken.None);
        try
        {
            while (channel.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                var batch = new List<T>();
                while (batch.Count < most && channel.Reader.TryRead(out var item)) batch.Add(item);
                yield return batch;
            }
        }
        finally
        {
            stop.Cancel();
        }
    }

    /// <summary>Fills the channel; every failure goes to whoever reads it.</summary>
    private static async Task FillAsync<T>(ChannelWriter<T> writer, IEnumerable<T> items, CancellationToken cancellation)
    {
        try
        {
            foreach (var item in items) await writer.WriteAsync(item, cancellation).ConfigureAwait(false);
            writer.Complete();
        }
        catch (Exception failure)
        {
            writer.Complete(failure);
        }
    }
}
