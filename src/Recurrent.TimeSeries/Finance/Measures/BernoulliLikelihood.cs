namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>Log likelihood of yes-or-no outcomes, with 0 log 0 = 0.</summary>
internal static class BernoulliLikelihood
{
    public static double Log(int misses, int hits) => hits + misses == 0 ? 0 : Log(misses, hits, (double)hits / (hits + misses));

    public static double Log(int misses, int hits, double rate) =>
        (misses == 0 ? 0 : misses * Math.Log(1 - rate)) + (hits == 0 ? 0 : hits * Math.Log(rate));
}
