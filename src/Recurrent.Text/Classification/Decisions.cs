namespace Recurrent.Text.Classification;

/// <summary>What texts are and what was said of them.</summary>
/// <param name="targets">Classes of each text.</param>
/// <param name="said">Classes that each text was said to be of.</param>
/// <param name="labels">Names of the classes. [C]</param>
internal sealed class Decisions(int[][] targets, int[][] said, string[] labels)
{
    public TextScores Scores(string method)
    {
        var classes = Classes();
        var right = Enumerable.Range(0, targets.Length).Count(index => targets[index].Order().SequenceEqual(said[index].Order()));
        var hits = Enumerable.Range(0, targets.Length).Sum(index => targets[index].Intersect(said[index]).Count());
        var all = targets.Sum(static one => one.Length) + said.Sum(static one => one.Length);
        double[] known = [.. classes.Where(static one => one.Texts > 0).Select(static one => one.F1)];
        return new TextScores(method, (double)right / targets.Length, known.Length == 0 ? 0 : known.Average(), all == 0 ? 1 : 2.0 * hits / all);
    }

    public ClassScores[] Classes()
    {
        var (hits, actual, taken) = (new int[labels.Length], new int[labels.Length], new int[labels.Length]);
        for (var index = 0; index < targets.Length; index++)
        {
            foreach (var one in targets[index]) actual[one]++;
            foreach (var one in said[index]) taken[one]++;
            foreach (var one in targets[index].Intersect(said[index])) hits[one]++;
        }
        return
        [
            .. labels.Select((label, one) => new ClassScores(
                label, (double)hits[one] / taken[one], (double)hits[one] / actual[one], 2.0 * hits[one] / (actual[one] + taken[one]), actual[one])),
        ];
    }

    /// <summary>Texts of each class that were taken for each class, where every text has one. <c>[C][C]</c></summary>
    public int[][] Confusion()
    {
        int[][] counts = [.. labels.Select(_ => new int[labels.Length])];
        for (var index = 0; index < targets.Length; index++) counts[targets[index][0]][said[index][0]]++;
        return counts;
    }
}
