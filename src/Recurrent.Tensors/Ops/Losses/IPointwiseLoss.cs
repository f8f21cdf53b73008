namespace Recurrent.Tensors.Ops.Losses;

/// <summary>The loss of one element, in double precision.</summary>
internal interface IPointwiseLoss
{
    /// <summary>The loss and its derivatives by the inputs.</summary>
    static abstract double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives);
}
