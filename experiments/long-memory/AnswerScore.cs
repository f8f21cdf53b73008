using LongMemory.Tasks;
using Recurrent.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace LongMemory;

/// <summary>How good the answers to the scored steps of a batch are.</summary>
internal static class AnswerScore
{
    /// <summary>Accuracy, cross entropy in nats, or squared error, whichever the task measures; the mean over scored steps and rows.</summary>
    public static double Of(LongTask task, Tensor outputs, LongBatch batch)
    {
        int width = outputs.Shape[-1], scored = Math.Min(task.ScoredSteps, batch.AnsweredSteps) * batch.Rows;
        double sum = 0;
        for (int place = batch.Answers.Length - scored; place < batch.Answers.Length; place++)
        {
            ReadOnlySpan<float> output = outputs.Values.Slice(place * width, width);
            float answer = batch.Answers[place];
            sum += task.Classes == 0 ? (output[0] - answer) * (double)(output[0] - answer)
                : task.Measure == "accuracy" ? (TensorPrimitives.IndexOfMax(output) == (int)answer ? 1 : 0)
                : CrossEntropy(output, (int)answer);
        }

        return sum / scored;
    }

    private static double CrossEntropy(ReadOnlySpan<float> logits, int answer)
    {
        double highest = logits[TensorPrimitives.IndexOfMax(logits)], sum = 0;
        foreach (float logit in logits) sum += Math.Exp(logit - highest);
        return highest + Math.Log(sum) - logits[answer];
    }
}
