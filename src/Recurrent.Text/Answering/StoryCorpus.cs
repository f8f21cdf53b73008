using Recurrent.Layers.Memory;

namespace Recurrent.Text.Answering;

/// <summary>The questions of a training run as the networks read them.</summary>
internal sealed record StoryCorpus(SentenceTable Table, StorySamples Training, StorySamples Validation);
