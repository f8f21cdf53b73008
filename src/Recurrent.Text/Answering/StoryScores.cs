namespace Recurrent.Text.Answering;

/// <summary>Scores of one method.</summary>
/// <param name="Method"><c>model</c>, <c>majority</c> or <c>most_frequent_given_question</c>.</param>
/// <param name="Accuracy">Share of the questions answered right, 0 to 1; of a list all answers and no others, in their order.</param>
/// <param name="Files">The same for the questions of each file, by its name.</param>
public sealed record StoryScores(string Method, double Accuracy, IReadOnlyDictionary<string, double> Files)
{
    /// <summary>Mean over the files of the share answered wrong, 0 to 1: every file counts the same, however many questions it has.</summary>
    public double MeanError => Files.Values.Average(static one => 1 - one);
}
