using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>Where the steps of a call stand: shared by all layers.</summary>
/// <param name="Batch">The steps with their lengths.</param>
/// <param name="Pattern">Which keys each step sees.</param>
/// <param name="Angles">Rotary angles of the steps; null for other positions.</param>
internal sealed record TransformerPlace(SequenceBatch Batch, AttentionPattern Pattern, RotaryAngles? Angles);
