namespace Recurrent.Text.Answering;

/// <summary>What an answerer says.</summary>
/// <param name="Answer">The answer, with commas between several.</param>
/// <param name="Probability">How sure it is, 0 to 1.</param>
/// <param name="Probabilities">Probabilities of all answers, in the order of <see cref="StoryAnswerer.Answers"/>. [C]</param>
public sealed record StoryAnswer(string Answer, double Probability, IReadOnlyList<double> Probabilities);
