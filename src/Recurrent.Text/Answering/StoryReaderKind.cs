using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Answering;

/// <summary>Which networks are trained to read stories.</summary>
[JsonConverter(typeof(EnumNameConverter<StoryReaderKind>))]
public enum StoryReaderKind
{
    /// <summary>Query reduction with gates of both widths and memory networks, each from several starts; validation chooses.</summary>
    Auto,

    /// <summary>End-to-end memory networks: sentences are looked up by attention, with linear start.</summary>
    Memory,

    /// <summary>Query-reduction networks: a gated recurrence over the sentences, in both directions.</summary>
    Reduction,

    /// <summary>Recurrent entity networks: blocks of memory rewritten sentence by sentence.</summary>
    Entities,

    /// <summary>Layers of a recurrent cell, or a transformer, over the sentences and the question (<see cref="StoryAnswererOptions.Cell"/>).</summary>
    Sequence,
}
