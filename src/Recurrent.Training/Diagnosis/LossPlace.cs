using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Training.Diagnosis;

/// <summary>Where in a sequence the loss stands whose gradient is followed back.</summary>
[JsonConverter(typeof(EnumNameConverter<LossPlace>))]
public enum LossPlace
{
    /// <summary>At the last step only: a gradient by lag is what one step has passed on.</summary>
    LastStep,

    /// <summary>At every step, as when every step is predicted: what steps on the way add is in it too.</summary>
    EveryStep,
}
