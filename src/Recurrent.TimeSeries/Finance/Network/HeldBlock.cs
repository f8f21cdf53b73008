namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Consecutive days that a network does not learn from.</summary>
internal readonly record struct HeldBlock(int Start, int Count)
{
    private const int Blocks = 5;

    /// <summary>One fifth of a history, another for each member in turn, so that together they learn from every day.</summary>
    public static HeldBlock Of(int member, int days)
    {
        var block = member % Blocks;
        var (start, end) = ((long)days * block / Blocks, (long)days * (block + 1) / Blocks);
        return new HeldBlock((int)start, (int)(end - start));
    }

    public bool Contains(int day) => day >= Start && day < Start + Count;
}
