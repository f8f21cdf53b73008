using Recurrent.Interop.Onnx.Import.NodeTests;

namespace Recurrent.Cli.Imports;

/// <summary>What <c>rnn import --run-tests --json</c> prints.</summary>
internal sealed record OnnxTestDocument(int Passed, int Failed, IReadOnlyList<NodeTestResult> Cases);
