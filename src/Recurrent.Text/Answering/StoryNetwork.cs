using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Memory;

namespace Recurrent.Text.Answering;

/// <summary>The networks of an answerer.</summary>
internal sealed class StoryNetwork : Module
{
    public StoryNetwork(StoryArchitecture architecture, InitializationScope initialization)
    {
        Members = [.. architecture.Members.Select((member, index) =>
            AddModule(Name(index), member.Create(architecture.Tokens, architecture.AnswerTokens, initialization.Part(Name(index)))))];
    }

    /// <summary>Takes trained networks.</summary>
    public StoryNetwork(IReadOnlyList<StoryReader> members) => Members = [.. members.Select((member, index) => AddModule(Name(index), member))];

    public StoryReader[] Members { get; }

    private static string Name(int index) => $"member{index}";
}
