namespace Recurrent.Tensors.Threading;

/// <summary>Work on consecutive items, each on its own.</summary>
internal interface IRangeJob
{
    /// <summary>Does a range of items; several ranges may run at the same time.</summary>
    /// <param name="start">The first item.</param>
    /// <param name="length">Number of items.</param>
    void Run(int start, int length);
}
