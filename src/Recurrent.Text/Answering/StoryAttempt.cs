namespace Recurrent.Text.Answering;

/// <summary>One of the trainings of a run.</summary>
/// <param name="Reader">Kind of network, in words.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="ValidationLoss">Mean −ln p of the right answers to the questions held back; NaN without any.</param>
/// <param name="ValidationAccuracy">Share of the questions held back that it answers right, 0 to 1; NaN without any.</param>
/// <param name="IsKept">Whether the model answers with it.</param>
public sealed record StoryAttempt(string Reader, ulong Seed, double ValidationLoss, double ValidationAccuracy, bool IsKept);
