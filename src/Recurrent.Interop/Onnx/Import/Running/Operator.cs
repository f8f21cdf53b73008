namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>An operator over a range of versions of its set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Since">The first version it is right for.</param>
/// <param name="Until">The last one.</param>
/// <param name="Body">What it does.</param>
internal sealed record Operator(string Name, int Since, int Until, OperatorBody Body)
{
    public bool Fits(long version) => version >= Since && version <= Until;
}
