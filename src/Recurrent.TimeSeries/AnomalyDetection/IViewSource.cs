namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Turns a stream of rows into numbers that are near a constant while all is usual: the views.</summary>
internal interface IViewSource
{
    /// <summary>Views a row.</summary>
    int ViewCount { get; }

    /// <summary>Reads the next row; nothing of a later row is known.</summary>
    /// <param name="ticks">Its time; ignored without a calendar.</param>
    /// <param name="row">Normalised values, NaN where one is missing. [D]</param>
    /// <param name="views">Receives the views; NaN where there is none yet, or the channel's value is missing. [<see cref="ViewCount"/>]</param>
    /// <param name="expected">Receives what each view's channel was expected to be, normalised. [<see cref="ViewCount"/>]</param>
    void Read(long ticks, ReadOnlySpan<double> row, Span<double> views, Span<double> expected);

    /// <summary>Forgets the last rows, but nothing of what was learnt: the next row begins a new stream.</summary>
    void Restart();

    /// <summary>Channel of a view.</summary>
    int ChannelOf(int view);
}
