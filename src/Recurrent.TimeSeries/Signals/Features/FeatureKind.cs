using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>What the network reads of a signal.</summary>
[JsonConverter(typeof(EnumNameConverter<FeatureKind>))]
public enum FeatureKind
{
    /// <summary>The rows as they are: for sensors, strokes, anything that is no sound.</summary>
    Raw,

    /// <summary>Log energies of bands that are equally wide to the ear, a row every hundredth of a second.</summary>
    LogMel,

    /// <summary>Mel-frequency cepstral coefficients: the cosine transform of <see cref="LogMel"/>, cut off behind the first ones.</summary>
    Mfcc,
}
