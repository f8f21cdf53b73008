using Recurrent.Cli.Tasks.Imported;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>Models imported from ONNX files.</summary>
internal sealed class OnnxTask() : ImportedTask(OnnxModelFolder.TaskName, "an ONNX model has no task")
{
    public override ITaskVerb CreatePredict() => new OnnxPredict();

    public override IReadOnlyList<ChosenSetting>? Settings(string modelFolder)
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
