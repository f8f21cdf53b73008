namespace Recurrent.Interop.Onnx.Import.NodeTests;

/// <summary>How a case of a test suite went.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Problem">What is wrong; null where it passed.</param>
internal sealed record NodeTestResult(string Name, string? Problem)
{
    public bool HasPassed => Problem is null;
}
