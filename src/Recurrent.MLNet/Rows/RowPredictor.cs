using Microsoft.ML;

namespace Recurrent.MLNet.Rows;

/// <summary>Predicts a row once, however many of its columns are read, and only when one is.</summary>
/// <typeparam name="TPrediction">What is said of a row.</typeparam>
internal abstract class RowPredictor<TPrediction>(DataViewRow input) : IRowPredictor
    where TPrediction : class
{
    private long _position = -1;
    private TPrediction? _prediction;

    protected TPrediction Current
    {
        get
        {
            if (_prediction is null || input.Position != _position) (_prediction, _position) = (Predict(), input.Position);
            return _prediction;
        }
    }

    public virtual void Advance()
    {
    }

    public abstract Delegate Getter(int output);

    protected abstract TPrediction Predict();
}
