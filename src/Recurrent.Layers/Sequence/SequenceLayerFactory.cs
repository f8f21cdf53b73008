using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Makes a sequence layer of one kind.</summary>
/// <param name="options">Common options, or the kind's own.</param>
/// <param name="initialization">Seed and path of the first values.</param>
/// <returns>The layer.</returns>
public delegate SequenceLayer SequenceLayerFactory(RecurrentOptions options, InitializationScope initialization);
