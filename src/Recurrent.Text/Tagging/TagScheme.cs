using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Tagging;

/// <summary>How tags mark where an entity begins and ends. Every tag is <c>O</c> (outside) or a mark, a hyphen and the entity's type.</summary>
[JsonConverter(typeof(EnumNameConverter<TagScheme>))]
public enum TagScheme
{
    /// <summary><c>I-</c> for every token of an entity; <c>B-</c> only where an entity begins straight after another one of its type.</summary>
    Iob1,

    /// <summary><c>B-</c> for the first token of every entity, <c>I-</c> for the others.</summary>
    Iob2,

    /// <summary><c>B-</c> first, <c>I-</c> inside, <c>E-</c> last, and <c>S-</c> for an entity of a single token.</summary>
    Iobes,
}
