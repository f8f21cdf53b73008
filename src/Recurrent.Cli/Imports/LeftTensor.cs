using Recurrent.Interop.Weights;

namespace Recurrent.Cli.Imports;

/// <summary>A tensor that is part of no recognized layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why.</param>
internal sealed record LeftTensor(string Name, string Reason)
{
    public static IReadOnlyList<LeftTensor> Of(Recognition found) => [.. found.Unrecognized.Select(tensor => new LeftTensor(tensor.Name, tensor.Reason))];
}
