using Recurrent.Interop.Onnx.Export;
using Recurrent.Tensors;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Interop.Tasks.Signals;

/// <summary>
/// A simulator of a system: its inputs in their own units in, its outputs in theirs out, averaged over the members, each of which runs freely from its
/// state, as a loop over the steps in float64.
/// </summary>
internal static class RegressorGraph
{
    public static TaskGraph Build(RegressorState state)
    {
        var (settings, graph) = (state.Settings, new TaskGraph(RegressorFolder.Task, state.Network));
        var nodes = graph.Nodes;
        var values = graph.Input("inputs", OnnxElementType.PreciseNumber, "what drives the system, in its own units", TaskGraph.Time, TaskGraph.Batch, settings.Inputs.Length);
        var scaled = nodes.Over(
            nodes.Minus(values, nodes.Doubles("input_centres", [.. settings.InputScales.Select(static one => one.Centre)], settings.Inputs.Length)),
            nodes.Doubles("input_spreads", [.. settings.InputScales.Select(static one => one.Spread)], settings.Inputs.Length));
        SimulatedMember[] members = [.. state.Network.Members.Select((member, index) => Simulate(graph, member, index, scaled))];
        var mean = nodes.PreciseAverage([.. members.Select(static member => member.Outputs)]);
        var outputs = nodes.Plus(
            nodes.Times(mean, nodes.Doubles("output_spreads", [.. settings.OutputScales.Select(static one => one.Spread)], settings.Outputs.Length)),
            nodes.Doubles("output_centres", [.. settings.OutputScales.Select(static one => one.Centre)], settings.Outputs.Length));
        graph.Output("outputs", outputs, OnnxElementType.PreciseNumber, "what the system gives, in its own units", TaskGraph.Time, TaskGraph.Batch, settings.Outputs.Length);
        for (var index = 0; index < members.Length; index++)
            graph.Output($"final_state_{index}", members[index].State, OnnxElementType.PreciseNumber, "state after the last step", TaskGraph.Batch, state.Network.Members[index].Shape.States);
        Describe(graph, state);
        return graph;
    }

    private static SimulatedMember Simulate(TaskGraph graph, StateSpaceNetwork member, int index, OnnxValue inputs)
    {
        var name = $"initial_state_{index}";
        var start = graph.Input(name, OnnxElementType.PreciseNumber, graph.StartMeaning(name, member.Value("start")), TaskGraph.Batch, member.Shape.States);
        var nodes = graph.Nodes.Within($"member{index}");
        var body = nodes.Subgraph("step");
        var state = body.Input("state", OnnxElementType.PreciseNumber);
        var input = body.Input("input", OnnxElementType.PreciseNumber);
        var units = body.Tanh(body.Plus(Map(nodes, body, member, "units", body.Concat(-1, state, input)), Precise(nodes, member.Value("units_bias"))));
        var output = Sum(body, Map(nodes, body, member, "output_state", state), Map(nodes, body, member, "output_input", input), Map(nodes, body, member, "output_units", units));
        var next = Sum(body, Map(nodes, body, member, "state_state", state), Map(nodes, body, member, "state_input", input), Map(nodes, body, member, "state_units", units));
        body.Output("next", next, OnnxElementType.PreciseNumber);
        body.Output("output", body.Plus(output, Precise(nodes, member.Value("output_bias"))), OnnxElementType.PreciseNumber);
        var run = nodes.AddMany("Scan", 2, [start, inputs], new OnnxAttribute("body", body), new OnnxAttribute("num_scan_inputs", 1));
        return new SimulatedMember(run[1], run[0]);
    }

    private static OnnxValue Sum(OnnxGraphBuilder graph, OnnxValue first, OnnxValue second, OnnxValue third) => graph.Plus(graph.Plus(first, second), third);

    /// <summary>x Wᵀ in float64; the weights are widened outside of the loop.</summary>
    private static OnnxValue Map(OnnxGraphBuilder outside, OnnxGraphBuilder graph, StateSpaceNetwork member, string name, OnnxValue input) =>
        graph.MatMul(input, outside.Cast(outside.Transposed(member.Value(name)), OnnxElementType.PreciseNumber));

    private static OnnxValue Precise(OnnxGraphBuilder graph, Parameter parameter) => graph.Cast(graph.Weight(parameter), OnnxElementType.PreciseNumber);

    private static void Describe(TaskGraph graph, RegressorState state)
    {
        graph.Describe(MetadataKeys.Architecture, state.Architecture, RegressorJsonContext.Default.RegressorArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, state.Settings, RegressorJsonContext.Default.RegressorSettings);
        graph.Describe(
            MetadataKeys.Columns, new Dictionary<string, string[]> { ["inputs"] = state.Settings.Inputs, ["outputs"] = state.Settings.Outputs },
            MetadataJsonContext.Default.DictionaryStringStringArray);
        graph.LeaveOutside("A state that fits measured outputs, when the simulation is to begin in the middle of a record.");
    }

    /// <summary>A member's run.</summary>
    private sealed record SimulatedMember(OnnxValue Outputs, OnnxValue State);
}
