using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>Models imported from ONNX files.</summary>
internal sealed class OnnxTask : ICliTask
{
    public string Name => OnnxModelFolder.TaskName;

    public Command? CreateTrain(Terminal terminal) => null;

    public ITaskVerb CreatePredict() => new OnnxPredict();

    public ITaskVerb CreateEvaluate() => new OnnxEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder)
    {
        var model = OnnxModelFolder.Load(modelFolder);
        return
        [
            .. model.Inputs.Where(static input => !input.HasDefault).Select(static input => new ChosenSetting("input", input.ToString(), "imported")),
            .. model.Outputs.Select(static output => new ChosenSetting("output", output.ToString(), "imported")),
            .. model.Operators.Select(static one => new ChosenSetting(one.Key, $"{one.Value}", "operator")),
        ];
    }
}
