using Recurrent.Layers.Memory;

namespace Recurrent.Text.Answering;

/// <summary>Questions as the networks read them.</summary>
/// <param name="Stories">The stories with their questions.</param>
/// <param name="Targets">Numbers of their answers; −1 for one that was never learnt.</param>
internal sealed record StorySamples(TokenStory[] Stories, int[] Targets)
{
    public static StorySamples Of(StoryEncoder encoder, IReadOnlyList<StoryQuestion> questions) =>
        new([.. questions.Select(encoder.Encode)], [.. questions.Select(one => encoder.Answer(one.Answer!))]);
}
