namespace Recurrent.Interop.Onnx.Export;

/// <summary>Stories and a question about each in a graph, as token numbers; 0 behind the ends.</summary>
/// <param name="Sentences">Tokens, the oldest sentence first, int64 <c>[B, N, J]</c>.</param>
/// <param name="WordCounts">Tokens of every sentence, int64 <c>[B, N]</c>.</param>
/// <param name="Lengths">Sentences of every story, int32 <c>[B]</c>.</param>
/// <param name="Question">Tokens, int64 <c>[B, J']</c>.</param>
/// <param name="QuestionWordCounts">Tokens of every question, int64 <c>[B]</c>.</param>
public sealed record OnnxStory(OnnxValue Sentences, OnnxValue WordCounts, OnnxValue Lengths, OnnxValue Question, OnnxValue QuestionWordCounts);
