using System.Text.Json;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Layers.Sequence;

namespace Recurrent.Cli.Tests;

public class RecurrentEntriesTests
{
    private static readonly string[] Tensors =
        ["members.encoder.weight_ih_l0", "members.encoder.weight_ih_l0_reverse", "members.encoder.bias_ih_l1", "members.encoder.norm_ih_l1", "head.weight", "decoder.weight_hh_l0"];

    [Theory]
    [InlineData("""{"cell":"lstm","zoneout":0}""", "lstm", LayerExecution.Fused)]
    [InlineData("""{"network":{"cell":"lstm","zoneout":0.1}}""", "lstm with zoneout", LayerExecution.Fused)]
    [InlineData("""{"cell":"mingru","zoneout":0.1}""", "mingru with zoneout", LayerExecution.StepByStep)]
    [InlineData("""{"members":[{"cell":"lru"}]}""", "lru", LayerExecution.Scan)]
    [InlineData("""{"cell":"lstm-peephole"}""", "lstm-peephole", LayerExecution.Fused)]
    [InlineData("""{"cell":"gru-layernorm"}""", "gru-layernorm", LayerExecution.StepByStep)]
    public void Layers_are_found_by_their_weights_and_told_how_they_run(string architecture, string cell, LayerExecution execution)
    {
        using var document = JsonDocument.Parse(architecture);
        Assert.Equal(
            [new RecurrentEntry("members.encoder", cell, 2, 2, execution), new RecurrentEntry("decoder", cell, 1, 1, execution)],
            RecurrentEntries.Of(document.RootElement, Tensors)!);
    }

    [Theory]
    [InlineData("""{"cell":"transformer"}""")]
    [InlineData("""{"cell":"of-somebody-else"}""")]
    [InlineData("""{"layers":2}""")]
    public void Models_of_other_layers_have_no_such_entry(string architecture)
    {
        using var document = JsonDocument.Parse(architecture);
        Assert.Null(RecurrentEntries.Of(document.RootElement, Tensors));
    }
}
