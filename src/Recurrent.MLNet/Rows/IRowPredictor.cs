namespace Recurrent.MLNet.Rows;

/// <summary>One pass of a model over rows. Used by one thread.</summary>
internal interface IRowPredictor
{
    /// <summary>The input has moved on by one row; a sequential model reads it.</summary>
    void Advance();

    /// <summary>The getter of an added column.</summary>
    /// <param name="output">Its number.</param>
    /// <returns>A <see cref="Microsoft.ML.ValueGetter{TValue}"/> of the column's type.</returns>
    Delegate Getter(int output);
}
