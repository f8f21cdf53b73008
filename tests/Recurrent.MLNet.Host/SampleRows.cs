using Microsoft.ML;

namespace Recurrent.MLNet.Host;

/// <summary>Small data for every task; the same in every process.</summary>
public static class SampleRows
{
    private static readonly string[] Shops = ["north", "south"];
    private static readonly string[] Good = ["good", "lovely", "great", "fine"];
    private static readonly string[] Bad = ["bad", "awful", "dull", "poor"];
    private static readonly string[] Things = ["soup", "room", "music", "waiter", "bill"];
    private static readonly string[] Persons = ["Anna", "Boris", "Clara", "David"];
    private static readonly string[] Places = ["London", "Paris", "Rome", "Vienna"];

    public static IDataView Named(MLContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        return name switch
        {
            "sales" => context.Data.LoadFromEnumerable(Sales()),
            "histories" => context.Data.LoadFromEnumerable(Histories()),
            "load" => context.Data.LoadFromEnumerable(Load(400)),
            "texts" => context.Data.LoadFromEnumerable(Texts()),
            "sentences" => context.Data.LoadFromEnumerable(Sentences()),
            _ => throw new ArgumentException($"There are no rows named '{name}'.", nameof(name)),
        };
    }

    /// <summary>Two shops over eight years of months.</summary>
    public static IReadOnlyList<SalesRow> Sales() =>
    [
        .. from shop in Shops
           from month in Enumerable.Range(0, 96)
           let season = Math.Sin(Math.PI * month / 6)
           select new SalesRow
           {
               Shop = shop,
               Month = new DateTime(2015, 1, 1).AddMonths(month),
               Sales = (float)((shop == "north" ? 100 : 40) + (0.5 * month) + (10 * season) + (month * 7919 % 11)),
           },
    ];

    /// <summary>The same, a shop a row.</summary>
    public static IReadOnlyList<HistoryRow> Histories() =>
    [
        .. Sales().GroupBy(static row => row.Shop).Select(static rows => new HistoryRow
        {
            Shop = rows.Key,
            Month = rows.Max(static row => row.Month),
            Sales = [.. rows.Select(static row => row.Sales)],
        }),
    ];

    /// <summary>The load of a machine every five minutes, far too high every 150th time.</summary>
    public static IReadOnlyList<LoadRow> Load(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static row => new LoadRow
        {
            Time = new DateTime(2024, 3, 1).AddMinutes(5 * row),
            Load = (float)(50 + (10 * Math.Sin(row / 8.0)) + (row * 7919 % 13 / 4.0) + (row % 150 == 149 ? 200 : 0)),
            IsFault = row % 150 == 149,
        }),
    ];

    /// <summary>Eighty short reviews.</summary>
    public static IReadOnlyList<TextRow> Texts() =>
    [
        .. Enumerable.Range(0, 80).Select(static index => new TextRow
        {
            Text = $"the {Things[index % 5]} was {(index % 2 == 0 ? Good : Bad)[index / 2 % 4]} and the {Things[(index + 2) % 5]} too",
            Label = index % 2 == 0 ? "positive" : "negative",
        }),
    ];

    /// <summary>Forty sentences with persons and places.</summary>
    public static IReadOnlyList<SentenceRow> Sentences() =>
    [
        .. Enumerable.Range(0, 40).Select(static index => new SentenceRow
        {
            Tokens = [Persons[index % 4], "went", "to", Places[index / 4 % 4], "."],
            Label = ["B-PER", "O", "O", "B-LOC", "O"],
        }),
    ];
}
