using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>A decoder's state in a graph.</summary>
/// <param name="Lower">State of the layer below the attention.</param>
/// <param name="Upper">State of the layers above; empty for none.</param>
/// <param name="Fed"><c>[B, E]</c>; null without input feeding.</param>
/// <param name="Coverage"><c>[B, S]</c>; null without coverage.</param>
internal sealed record DecoderNodes(ImmutableArray<OnnxValue> Lower, ImmutableArray<OnnxValue> Upper, OnnxValue? Fed, OnnxValue? Coverage);
