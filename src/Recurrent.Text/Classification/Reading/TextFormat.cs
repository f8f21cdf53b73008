using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Classification.Reading;

/// <summary>How texts stand in a file.</summary>
[JsonConverter(typeof(EnumNameConverter<TextFormat>))]
public enum TextFormat
{
    /// <summary>One text a line, without labels.</summary>
    Lines,

    /// <summary>Fields between commas, semicolons or bars, with quotes around those that have such or line ends in them.</summary>
    Csv,

    /// <summary>Fields between tabs, one row a line; quotes are letters like others unless they stand around a whole field.</summary>
    Tsv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,
}
