using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Sequence;

/// <summary>How a recurrent layer goes through time.</summary>
[JsonConverter(typeof(EnumNameConverter<LayerExecution>))]
public enum LayerExecution
{
    /// <summary>All steps in one op with a product a step: RNN, LSTM, GRU.</summary>
    Fused,

    /// <summary>The products of all steps at once and a loop over single values, or over chunks of steps.</summary>
    Scan,

    /// <summary>The cell's ops one step after the other, twice as slow as <see cref="Fused"/> where layers are wide, ten times where they are small.</summary>
    StepByStep,
}
