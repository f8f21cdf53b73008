using Recurrent.Text.Classification;
using Recurrent.Text.Embedded;

namespace Recurrent.Text.Tests.Classification;

/// <summary>Small classifiers that many tests look at, each trained once.</summary>
internal static class Trained
{
    private static readonly Lazy<TextTraining> LazySentiment = new(static () => Train(Learnt, Careful()));
    private static readonly Lazy<TextTraining> LazyComplaints = new(static () => Train([.. DemoReviews.Complaints().Take(2000)], Careful()));

    public static string[] Awkward { get; } =
    [
        "", " ", "x", "🙂", "👩‍👩‍👧 é é \u0000\u200f", "הסרט הזה נפלא", "هذا فيلم رائع", "\ud800 half a pair", string.Join(' ', Enumerable.Repeat("lovely", 100_000)),
        "The soup was not good", "the bread was awful, but the waiter was lovely!", "\t\t", "<pad> <unk> <bos>",
    ];

    public static TextClassifierOptions Quick { get; } = new() { Hidden = 8, Embedding = 8, Epochs = 2, BatchSize = 32, LearningRate = 0.01 };

    public static IReadOnlyList<LabelledText> Learnt => [.. DemoReviews.Sentiment().Take(1600)];

    public static IReadOnlyList<LabelledText> Unseen => [.. DemoReviews.Sentiment().Skip(1600)];

    public static TextTraining Sentiment => LazySentiment.Value;

    public static TextTraining Complaints => LazyComplaints.Value;

    public static TextTraining Train(IReadOnlyList<LabelledText> texts, TextClassifierOptions options) =>
        TextClassifier.Train(texts, options: options, cancellationToken: TestContext.Current.CancellationToken);

    private static TextClassifierOptions Careful() => new() { Hidden = 32, Embedding = 32, Epochs = 10, LearningRate = 0.004, Dropout = 0.2 };
}
