using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;

namespace Recurrent.Training;

/// <summary>What <see cref="Trainer"/> does not know: the data, the loss and the validation.</summary>
/// <remarks>
/// Losses are ops on the tape (mean squared error, cross entropy, pinball and so on, in <c>Recurrent.Tensors.Ops</c>); there is no second
/// set of loss classes. For resuming to be exact, batches must be a function of epoch, stream and number alone, and whatever else is
/// carried from batch to batch must go through <see cref="SaveState"/>.
/// </remarks>
public interface ITrainingJob
{
    /// <summary>Whether a larger <see cref="Evaluation.Score"/> is better; default false, as for a loss.</summary>
    bool HigherIsBetter => false;

    /// <summary>Puts an epoch's batches in order.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="random">For shuffling: the epoch's own stream.</param>
    /// <returns>How many batches the epoch has, at least 1.</returns>
    int BeginEpoch(int epoch, RandomStream random);

    /// <summary>The loss of one batch of the epoch begun last.</summary>
    /// <param name="tape">Where to compute; its random numbers are this step's own.</param>
    /// <param name="batch">From 0 to the number of batches − 1, in order.</param>
    /// <returns>Loss and weight.</returns>
    BatchLoss Loss(Tape tape, int batch);

    /// <summary>Scores the model with its present weights.</summary>
    /// <param name="tape">An inference tape; reset it between batches.</param>
    /// <returns>The score, or null when there is no validation data.</returns>
    Evaluation? Validate(Tape tape) => null;

    /// <summary>What is carried from batch to batch, such as the hidden state of contiguous streams.</summary>
    /// <returns>Tensors by name; none by default.</returns>
    IReadOnlyDictionary<string, Tensor> SaveState() => new Dictionary<string, Tensor>();

    /// <summary>Takes back what <see cref="SaveState"/> gave; called after <see cref="BeginEpoch"/>.</summary>
    /// <param name="state">Tensors by name.</param>
    void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
    }
}
