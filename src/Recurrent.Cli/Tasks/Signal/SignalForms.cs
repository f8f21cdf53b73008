using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Recurrent.Cli.Tasks.Signal.Classes;
using Recurrent.Cli.Tasks.Signal.Regression;
using Recurrent.Layers.Storage;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>The forms of signal models and the choice among them.</summary>
internal static class SignalForms
{
    /// <summary>All forms, each with options of its own; the first is meant when no option of another is given.</summary>
    public static IReadOnlyList<ISignalForm> Create() => [new ClassesForm(), new RegressionForm()];

    /// <summary>The form whose options were given.</summary>
    /// <exception cref="UsageException">Options of two forms were given.</exception>
    public static ISignalForm Asked(ParseResult parsed, IReadOnlyList<ISignalForm> forms)
    {
        var asked = forms[0];
        Option? first = null;
        foreach (var form in forms)
        {
            if (form.TrainOptions.FirstOrDefault(option => IsGiven(parsed, option)) is not { } option) continue;
            if (first is not null) throw new UsageException($"{first.Name} is for {asked.Name} and {option.Name} for {form.Name}; leave one out.");
            (asked, first) = (form, option);
        }
        return asked;
    }

    /// <summary>The form of a model.</summary>
    /// <exception cref="UsageException">This version does not know it.</exception>
    public static ISignalForm Of(string modelFolder, IReadOnlyList<ISignalForm> forms)
    {
        var architecture = ModelFolder.ReadManifest(modelFolder).Architecture;
        var name = architecture.ValueKind == JsonValueKind.Object && architecture.TryGetProperty("form", out var form) && form.ValueKind == JsonValueKind.String ? form.GetString() : null;
        return forms.FirstOrDefault(one => one.Name == name)
            ?? throw new UsageException($"'{modelFolder}': the model's form is {(name is null ? "not named" : $"'{name}'")}, which is not one of this version's ({string.Join(", ", forms.Select(one => one.Name))}); use the version that wrote the model.");
    }

    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is OptionResult { Implicit: false };
}
