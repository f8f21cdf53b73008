using Recurrent.Layers.Initialization;
using Recurrent.Layers.Memory;

namespace Recurrent.Text.Answering;

/// <summary>What is needed to build one network again; stored in <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record StoryMember
{
    public required StoryReaderKind Kind { get; init; }

    public required int Size { get; init; }

    public required int Hops { get; init; }

    /// <summary>The layer of a network that reads sentence by sentence; empty for the others.</summary>
    public string Cell { get; init; } = string.Empty;

    /// <summary>Whether query reduction has a gate for every feature.</summary>
    public bool HasVectorGates { get; init; }

    /// <summary>M, ages that a memory network tells apart.</summary>
    public int Ages { get; init; } = 1;

    public double Dropout { get; init; }

    /// <summary>The kind in words.</summary>
    public string Name => Kind switch
    {
        StoryReaderKind.Memory => "memory network",
        StoryReaderKind.Entities => "entity network",
        StoryReaderKind.Sequence => Cell,
        _ => HasVectorGates ? "query reduction with vector gates" : "query reduction",
    };

    public StoryReader Create(int tokens, int[] answers, InitializationScope scope) => Kind switch
    {
        StoryReaderKind.Memory => new EndToEndMemory(
            new EndToEndMemoryOptions { Tokens = tokens, AnswerTokens = [.. answers], Size = Size, Hops = Hops, Dropout = Dropout, Ages = Ages }, scope),
        StoryReaderKind.Entities => new EntityNetwork(
            new EntityNetworkOptions { Tokens = tokens, AnswerTokens = [.. answers], Size = Size, Dropout = Dropout }, scope),
        StoryReaderKind.Sequence => new SequenceReader(
            new SequenceReaderOptions { Tokens = tokens, AnswerTokens = [.. answers], Size = Size, Hops = Hops, Dropout = Dropout, Cell = Cell }, scope),
        _ => new QueryReduction(
            new QueryReductionOptions { Tokens = tokens, AnswerTokens = [.. answers], Size = Size, Hops = Hops, Dropout = Dropout, HasVectorGates = HasVectorGates, IsShared = false }, scope),
    };
}
