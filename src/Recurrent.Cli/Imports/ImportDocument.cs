using Recurrent.Interop.Weights;

namespace Recurrent.Cli.Imports;

/// <summary>What <c>rnn import --json</c> prints of weights.</summary>
internal sealed record ImportDocument(string File, string Out, IReadOnlyList<LayerEntry> Layers, IReadOnlyList<LeftTensor> Unrecognized)
{
    public static ImportDocument Of(ImportInvocation invocation, Recognition found) =>
        new(invocation.File, invocation.Out.Path, LayerEntry.Of(found), LeftTensor.Of(found));
}
