using System.Globalization;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Collects settings with their reasons while they are chosen.</summary>
internal sealed class SettingsList
{
    private const string Asked = "set by the caller";
    private readonly List<ChosenSetting> _settings = [];

    public ChosenSetting[] ToArray() => [.. _settings];

    /// <summary>Takes the caller's value, or else the chosen one with its reason.</summary>
    public T Take<T>(string name, T? asked, T chosen, string reason)
        where T : struct
    {
        Note(name, Text(asked ?? chosen), asked is null ? reason : Asked);
        return asked ?? chosen;
    }

    public void Note(string name, string value, string reason) => _settings.Add(new ChosenSetting(name, value, reason));

    public static string List(IEnumerable<int> numbers) => string.Join(", ", numbers) is { Length: > 0 } text ? text : "none";

    private static string Text<T>(T value) => string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant();
}
