using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Text.LanguageModels;

/// <summary>The loss of a segment and the state behind it.</summary>
/// <param name="Mean">Mean of −ln p, one element.</param>
/// <param name="State">After the last step.</param>
internal readonly record struct LanguageModelLoss(Tensor Mean, SequenceState State);
