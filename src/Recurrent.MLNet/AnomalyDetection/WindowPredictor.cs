using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet.AnomalyDetection;

/// <summary>Judges the last values of a row by the others in it: nothing is kept from row to row.</summary>
internal sealed class WindowPredictor(Detector model, DetectionLayout layout, DataViewRow input) : RowPredictor<JudgedRow>(input)
{
    private readonly DataViewRow _input = input;
    private readonly Func<IReadOnlyList<double>>[] _channels = layout.OpenChannels(input);
    private readonly Func<long> _time = layout.OpenTime(input);

    public override Delegate Getter(int output) => DetectionMapping.Getter(output, () => Current.Detection, model.Channels);

    protected override JudgedRow Predict()
    {
        IReadOnlyList<double>[] values = [.. _channels.Select(static channel => channel())];
        var (length, last, step) = (values[0].Count, _time(), (long)(model.StepDays * TimeSpan.TicksPerDay));
        CheckLengths(values, length);
        var stream = model.OpenStream();
        var row = new double[values.Length];
        Detection judged = default;
        for (var index = 0; index < length; index++)
        {
            for (var channel = 0; channel < row.Length; channel++) row[channel] = values[channel][index];
            judged = stream.Push(last - ((length - 1 - index) * step), row);
        }

        return new JudgedRow(judged);
    }

    private void CheckLengths(IReadOnlyList<double>[] values, int length)
    {
        if (length > 0 && Array.TrueForAll(values, one => one.Count == length)) return;
        throw RowErrors.At(
            _input, string.Join(", ", layout.Names), $"{string.Join(", ", values.Select(static one => one.Count))} values", "the same number of at least 1 for every channel",
            "Give every channel its latest values, oldest first, NaN where one is missing");
    }
}
