namespace Recurrent.Tensors.Ops.Rows;

/// <summary>Work on the rows of a matrix, each on its own.</summary>
internal interface IRowJob
{
    /// <summary>Elements of a row.</summary>
    int Columns { get; }

    /// <summary>Elements of all rows.</summary>
    int Length { get; }

    /// <summary>Does whole rows.</summary>
    /// <param name="start">First element of the first row.</param>
    /// <param name="length">Elements of all rows to do.</param>
    void Run(int start, int length);
}
