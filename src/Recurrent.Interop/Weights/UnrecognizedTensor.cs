namespace Recurrent.Interop.Weights;

/// <summary>A tensor that belongs to no layer this library knows.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Reason">Why it was left.</param>
public sealed record UnrecognizedTensor(string Name, string Reason);
