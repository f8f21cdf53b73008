using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recurrent.Tensors.Storage;

/// <summary>Writes a value of an enumeration as its name, and reads it in capital or small letters.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
/// <remarks>In place of the platform's converter, which brings twenty kilobytes for every enumeration to a native program.</remarks>
public sealed class EnumNameConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>The type by itself: its generic methods would be compiled once more for every enumeration.</summary>
    private static readonly Type Named = typeof(TEnum);

    /// <inheritdoc/>
    /// <exception cref="JsonException">The text is no name of the enumeration.</exception>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        // Digits and lists, which the platform takes for values too, are no names.
        return Enum.GetNames(Named).Contains(name, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(Named, name, ignoreCase: true, out object? value)
            ? (TEnum)value!
            : throw new JsonException($"is '{name ?? reader.TokenType.ToString()}', expected one of {string.Join(", ", Enum.GetNames(Named))}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
