namespace Recurrent.Training.Data;

/// <summary>Reads on another thread while what has come is worked on.</summary>
internal static class ReadAhead
{
    /// <summary>Letters that are held at most beside one item, so that memory does not grow with the length of lines.</summary>
    public const long UsualWeight = 4 << 20;

    /// <summary>Gives what has come by the time it is asked for: many items of a file together, a lone one without waiting for the next.</summary>
    /// <param name="items">Read one by one, at most a batch ahead.</param>
    /// <param name="weigh">Size of an item, such as its letters.</param>
    /// <param name="most">Items of a batch at most; their weight is at most <see cref="UsualWeight"/> and one item more.</param>
    /// <param name="cancellation">Ends the wait for items; a reader that is itself waiting, as for somebody to type, is left behind.</param>
    /// <returns>Batches of at least one item. What the reading throws comes behind the items before it.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static IEnumerable<IReadOnlyList<T>> Batches<T>(IEnumerable<T> items, Func<T, long> weigh, int most, CancellationToken cancellation)
    {
        var shelf = new Shelf<T>(weigh, most);
        using var waking = cancellation.Register(shelf.Wake);
        _ = Task.Run(() => shelf.Fill(items), CancellationToken.None);
        try
        {
            while (shelf.Take(cancellation) is { } batch) yield return batch;
        }
        finally
        {
            shelf.Close();
        }
    }

    /// <summary>Items between the thread that reads and the one that works.</summary>
    private sealed class Shelf<T>(Func<T, long> weigh, int most)
    {
        private readonly object _gate = new();
        private readonly Queue<T> _items = new();
        private long _weight;
        private Exception? _failure;
        private bool _isComplete;
        private bool _isClosed;

        public void Fill(IEnumerable<T> items)
        {
            Exception? failure = null;
            try
            {
                foreach (var item in items)
                {
                    if (!Put(item)) return;
                }
            }
            catch (Exception error)
            {
                // Whoever takes the items is told.
                failure = error;
            }
            lock (_gate)
            {
                (_failure, _isComplete) = (failure, true);
                Monitor.PulseAll(_gate);
            }
        }

        /// <summary>What is there; null behind the last item.</summary>
        public List<T>? Take(CancellationToken cancellation)
        {
            lock (_gate)
            {
                while (_items.Count == 0 && !_isComplete && !cancellation.IsCancellationRequested) Monitor.Wait(_gate);
                cancellation.ThrowIfCancellationRequested();
                if (_items.Count == 0) return _failure is null ? null : throw _failure;
                var batch = new List<T>(Math.Min(most, _items.Count));
                while (batch.Count < most && _items.TryDequeue(out var item)) batch.Add(item);
                _weight = _items.Sum(weigh);
                Monitor.PulseAll(_gate);
                return batch;
            }
        }

        public void Wake()
        {
            lock (_gate) Monitor.PulseAll(_gate);
        }

        public void Close()
        {
            lock (_gate)
            {
                _isClosed = true;
                Monitor.PulseAll(_gate);
            }
        }

        private bool Put(T item)
        {
            lock (_gate)
            {
                while (!_isClosed && (_items.Count >= most || _weight >= UsualWeight)) Monitor.Wait(_gate);
                _items.Enqueue(item);
                _weight += weigh(item);
                Monitor.PulseAll(_gate);
                return !_isClosed;
            }
        }
    }
}
