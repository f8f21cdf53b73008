using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Memory;

/// <summary>A network that reads a story and answers a question about it by one of several answers.</summary>
public abstract class StoryReader : Module
{
    private protected StoryReader(StoryReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Answers = options.AnswerTokens.Length;
        Options = options;
    }

    /// <summary>How it was made.</summary>
    internal StoryReaderOptions Options { get; }

    /// <summary>C, how many answers there are.</summary>
    public int Answers { get; }

    /// <summary>Reads.</summary>
    /// <param name="tape">Where the result lives and is recorded; its mode decides on dropout and noise.</param>
    /// <param name="batch">Stories and questions.</param>
    /// <param name="isLinear">
    /// Whether attention goes without its softmax, as in the first phase of a training with linear start; false by default. Networks without
    /// attention of this kind do not look at it.
    /// </param>
    /// <returns>A score for every answer, and on an inference tape what was looked at.</returns>
    public abstract StoryOutput Run(Tape tape, StoryBatch batch, bool isLinear = false);
}
