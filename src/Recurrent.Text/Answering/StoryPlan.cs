using System.Globalization;
using Recurrent.Training;

namespace Recurrent.Text.Answering;

/// <summary>What is chosen before training, from options and questions.</summary>
internal sealed record StoryPlan(StoryVocabulary Vocabulary, StoryCandidate[] Candidates, int LongestStory)
{
    private const int MemoryHops = 3;
    private const int UsualLayers = 2;
    private const double MemoryRate = 0.01;
    private const double OtherRate = 0.005;
    private const double SequenceRate = 0.002;
    private const double ReductionDropout = 0.2;
    private const double SequenceDropout = 0.1;
    private const double ReductionDecay = 1e-3;

    public static StoryPlan Of(StorySplit split, StoryAnswererOptions options)
    {
        var longest = Math.Clamp(split.Training.Max(static one => one.Story.Count), 1, options.MaximumSentences);
        StoryMember[] kinds = [.. Kinds(options).Select(kind => kind with
        {
            Size = options.Embedding,
            Hops = options.Hops ?? (kind.Kind == StoryReaderKind.Memory ? MemoryHops : UsualLayers),
            Dropout = options.Dropout ?? (kind.Kind == StoryReaderKind.Reduction ? ReductionDropout : kind.Kind == StoryReaderKind.Sequence ? SequenceDropout : 0),
            Ages = kind.Kind == StoryReaderKind.Memory ? longest : 1,
        })];
        return new StoryPlan(
            StoryVocabulary.Of(split.Training),
            [.. from restart in Enumerable.Range(0, options.Restarts) from kind in kinds select Candidate(kind, options, restart)],
            longest);
    }

    public ChosenSetting[] Settings(StorySplit split, StoryAnswererOptions options, bool isHeldBack, int stepsPerEpoch)
    {
        const string usual = "given, or the default";
        const string byKind = "by kind of network, or given";
        return
        [
            new("reader", string.Join(", ", Candidates.Select(static one => one.Member.Name).Distinct()), options.Reader == StoryReaderKind.Auto ? "all kinds that are worth a try; validation chooses" : "given"),
            new("restarts", Text(options.Restarts), usual + "; none once a network makes no mistake on the questions held back"),
            new("networks", Text(Candidates.Length), "kinds times restarts, at most"),
            new("kept", Text(Math.Min(options.Kept, Candidates.Length)), usual + "; those with the fewest mistakes on the questions held back, then the lowest loss"),
            new("validation", Text(split.Validation.Count), isHeldBack ? "questions of stories held back to choose by" : "questions given"),
            new("words", Text(Vocabulary.Words.Length), "words and answers of the training questions"),
            new("answers", Text(Vocabulary.Answers.Length), "found in the training questions"),
            new("longest story", Text(LongestStory), "sentences, at most maximum_sentences"),
            new("maximum_sentences", Text(options.MaximumSentences), usual),
            new("embedding", Text(options.Embedding), usual),
            new("hops", List(static one => Text(one.Member.Hops)), byKind),
            new("dropout", List(static one => Text(one.Member.Dropout)), byKind),
            new("learning_rate", List(static one => Text(one.LearningRate)), byKind),
            new("linear_start", Text(options.LinearStart), usual + ", of memory networks"),
            new("batch_size", Text(options.BatchSize), usual),
            new("epochs", Text(options.Epochs), usual),
            new("steps per epoch", Text(stepsPerEpoch), "questions by batch size"),
            new("patience", Text(options.Patience), usual),
        ];
    }

    private string List(Func<StoryCandidate, string> value) => string.Join(", ", Candidates.Select(value).Distinct());

    private static StoryMember[] Kinds(StoryAnswererOptions options)
    {
        StoryMember memory = Member(StoryReaderKind.Memory), entities = Member(StoryReaderKind.Entities), reduction = Member(StoryReaderKind.Reduction);
        StoryMember[] reductions = [reduction, reduction with { HasVectorGates = true }];
        return options.Reader switch
        {
            StoryReaderKind.Memory => [memory],
            StoryReaderKind.Entities => [entities],
            StoryReaderKind.Reduction => reductions,
            StoryReaderKind.Sequence => [Member(StoryReaderKind.Sequence) with { Cell = options.Cell }],
            _ => [.. reductions, memory],
        };

        static StoryMember Member(StoryReaderKind kind) => new() { Kind = kind, Size = 1, Hops = 1 };
    }

    private static StoryCandidate Candidate(StoryMember member, StoryAnswererOptions options, int restart) => new(member, options.Seed + (ulong)restart)
    {
        LearningRate = options.LearningRate ?? member.Kind switch { StoryReaderKind.Memory => MemoryRate, StoryReaderKind.Sequence => SequenceRate, _ => OtherRate },
        WeightDecay = member.Kind == StoryReaderKind.Reduction ? ReductionDecay : 0,
        LinearEpochs = member.Kind == StoryReaderKind.Memory ? (int)(options.LinearStart * options.Epochs) : 0,
    };

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
