namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Finds out after which node a value is not needed any more, so that its memory can go.</summary>
internal static class LastUses
{
    /// <summary>Writes to every node what ends with it.</summary>
    public static void Mark(CompiledGraph graph)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < graph.Nodes.Count; index++)
        {
            foreach (string name in UsedBy(graph.Nodes[index]).Concat(graph.Nodes[index].Proto.Outputs))
            {
                last[name] = index;
            }
        }

        foreach (string output in graph.Outputs)
        {
            last.Remove(output);
        }

        foreach (IGrouping<int, string> ending in last.Where(one => one.Key.Length > 0).GroupBy(one => one.Value, one => one.Key))
        {
            graph.Nodes[ending.Key].LastUses = [.. ending];
        }
    }

    private static IEnumerable<string> UsedBy(CompiledNode node) => node.Proto.Inputs.Concat(node.Graphs.Values.SelectMany(UsedBy));

    /// <summary>All names a graph within mentions: some are its own, which does no harm.</summary>
    private static IEnumerable<string> UsedBy(CompiledGraph graph) => graph.Nodes.SelectMany(UsedBy).Concat(graph.Outputs);
}
