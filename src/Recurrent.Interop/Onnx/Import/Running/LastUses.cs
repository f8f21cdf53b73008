namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Finds out after which node a value is not needed any more, so that its memory can go.</summary>
internal static class LastUses
{
    /// <summary>Writes to every node what ends with it.</summary>
    public static void Mark(CompiledGraph graph)
    {
        // From the end: the first node met that uses a name is the last one to run.
        var later = new HashSet<string>(graph.Outputs, StringComparer.Ordinal) { string.Empty };
        for (int index = graph.Nodes.Count - 1; index >= 0; index--)
        {
            var ending = new List<string>();
            AddUses(graph.Nodes[index], later, ending);
            AddAll(graph.Nodes[index].Proto.Outputs, later, ending);
            graph.Nodes[index].LastUses = ending.Count > 0 ? ending : [];
        }
    }

    private static void AddUses(CompiledNode node, HashSet<string> later, List<string> ending)
    {
        AddAll(node.Proto.Inputs, later, ending);
        if (node.Graphs.Count == 0)
        {
            return;
        }

        foreach ((_, CompiledGraph body) in node.Graphs)
        {
            // All names a graph within mentions: some are its own, which does no harm.
            for (int index = 0; index < body.Nodes.Count; index++)
            {
                AddUses(body.Nodes[index], later, ending);
            }

            AddAll(body.Outputs, later, ending);
        }
    }

    private static void AddAll(IReadOnlyList<string> names, HashSet<string> later, List<string> ending)
    {
        for (int index = 0; index < names.Count; index++)
        {
            if (later.Add(names[index]))
            {
                ending.Add(names[index]);
            }
        }
    }
}
