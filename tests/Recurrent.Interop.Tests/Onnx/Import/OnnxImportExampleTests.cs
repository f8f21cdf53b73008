using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Testing;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>The examples of docs/interop.md.</summary>
public sealed class OnnxImportExampleTests
{
    [Fact]
    public void Model_runs_by_names_and_its_layers_are_taken_out()
    {
        using var folder = new TestFolder();
        string path = folder["forecast.onnx"];
        OnnxExport.Save(new Gru(new GruOptions { InputSize = 2, HiddenSize = 16, Layers = 2 }, InitializationScope.ForLoading), path, new OnnxExportOptions { HasLengths = false, HasState = false });
        float[] readings = new float[24 * 2];
        CancellationToken stop = TestContext.Current.CancellationToken;

        #region OnnxIn
        var model = OnnxModel.Load(path);                                              // names every operator it cannot run
        string reads = string.Join(", ", model.Inputs);                                // input: float[time, batch, 2]
        var inputs = new Dictionary<string, OnnxData> { ["input"] = OnnxData.Create<float>(readings, 24, 1, 2) };
        ReadOnlySpan<float> outputs = model.Run(inputs, cancellation: stop)["output"].Values<float>();   // [24, 1, 16]

        var gru = model.ToLayers().Layers[0].Build<Gru>();                             // the same weights as a layer of this library
        #endregion

        Assert.Equal("input: float[time, batch, 2]", reads);
        Assert.Equal(24 * 16, outputs.Length);
        Assert.Equal(16, gru.OutputSize);
    }
}
