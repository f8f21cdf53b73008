using System.Text.Json;
using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Tensors.Tests.Storage;

public sealed class EnumNameConverterTests
{
    [JsonConverter(typeof(EnumNameConverter<Season>))]
    internal enum Season
    {
        Spring = 1,
        HighSummer = 4,
    }

    [Theory]
    [InlineData((int)Season.Spring, "\"Spring\"")]
    [InlineData((int)Season.HighSummer, "\"HighSummer\"")]
    public void A_value_is_written_as_its_name_and_read_again(int value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize((Season)value));
        Assert.Equal((Season)value, JsonSerializer.Deserialize<Season>(json));
    }

    [Theory]
    [InlineData("\"highsummer\"")]
    [InlineData("\"HIGHSUMMER\"")]
    [InlineData("\"highSummer\"")]
    public void A_name_is_read_in_capital_or_small_letters(string json) => Assert.Equal(Season.HighSummer, JsonSerializer.Deserialize<Season>(json));

    [Fact]
    public void A_value_that_may_be_missing_is_null_or_a_name()
    {
        Assert.Null(JsonSerializer.Deserialize<Season?>("null"));
        Assert.Equal(Season.Spring, JsonSerializer.Deserialize<Season?>("\"spring\""));
    }

    [Theory]
    [InlineData("\"winter\"", "'winter'")]
    [InlineData("\"high summer\"", "'high summer'")]
    [InlineData("\"\"", "''")]
    [InlineData("\"4\"", "'4'")]
    [InlineData("\"7\"", "'7'")]
    [InlineData("\" spring\"", "' spring'")]
    [InlineData("\"spring, spring\"", "'spring, spring'")]
    [InlineData("4", "'Number'")]
    [InlineData("7", "'Number'")]
    [InlineData("true", "'True'")]
    [InlineData("null", "'Null'")]
    [InlineData("[\"Spring\"]", "'StartArray'")]
    public void Whatever_is_no_name_is_refused_with_the_names_there_are(string json, string received)
    {
        string message = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Season>(json)).Message;
        Assert.Contains($"is {received}, expected one of Spring, HighSummer", message, StringComparison.Ordinal);
    }
}
