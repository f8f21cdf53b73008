using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Training.Diagnosis;

/// <summary>What became of the gradient of an update.</summary>
[JsonConverter(typeof(EnumNameConverter<UpdateOutcome>))]
public enum UpdateOutcome
{
    /// <summary>It changed the weights as it was.</summary>
    Taken,

    /// <summary>It was clipped before it changed the weights.</summary>
    Clipped,

    /// <summary>It, or the loss, was not finite, and the weights stayed as they were.</summary>
    Skipped,
}
