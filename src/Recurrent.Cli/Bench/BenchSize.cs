namespace Recurrent.Cli.Bench;

/// <summary>One layer and its batch.</summary>
/// <param name="Input">I, features of a step.</param>
/// <param name="Hidden">H, width of the hidden state.</param>
/// <param name="Batch">B, rows.</param>
/// <param name="Time">T, steps.</param>
internal readonly record struct BenchSize(int Input, int Hidden, int Batch, int Time)
{
    /// <summary>Floating-point operations of the matrix products of a forward pass, two a multiply-add.</summary>
    /// <param name="gates">Gates of the cell: its weights are [gates · H, I] and [gates · H, H].</param>
    public double ForwardFlops(int gates) => 2.0 * Time * Batch * gates * Hidden * (Input + Hidden);
}
