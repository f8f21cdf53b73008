using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Training.Bptt;

/// <summary>Runs a model over consecutive steps of a stream.</summary>
/// <param name="tape">Where to compute.</param>
/// <param name="start">First step.</param>
/// <param name="length">Number of steps, at least 1.</param>
/// <param name="state">The state before the first step; null at the start of the stream.</param>
/// <returns>Outputs <c>[length, B, D]</c> and the state after the last step.</returns>
public delegate SequenceOutput SegmentRunner(Tape tape, int start, int length, SequenceState? state);
