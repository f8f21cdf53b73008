using Recurrent.TimeSeries.Signals.Regression.Linear;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>Fits the simple methods; orders are chosen by the free-run error on the steps that are kept apart.</summary>
internal static class BaselineFit
{
    private static readonly int[] ArxOrders = [1, 2, 3, 4, 6, 8, 12, 16];
    private static readonly int[] FirOrders = [8, 16, 32, 64];

    public static ArxModel Arx(IReadOnlyList<StateSpaceSegment> segments, int inputs, int outputs) =>
        Best(segments, ArxOrders.Select(order => new Orders(order, order)), inputs, outputs);

    public static ArxModel Fir(IReadOnlyList<StateSpaceSegment> segments, int inputs, int outputs) =>
        Best(segments, FirOrders.Select(static order => new Orders(order, 0)), inputs, outputs);

    private static ArxModel Best(IReadOnlyList<StateSpaceSegment> segments, IEnumerable<Orders> orders, int inputs, int outputs)
    {
        var shortest = segments.Min(static segment => segment.Steps);
        return orders.Where((order, place) => place == 0 || order.Order < shortest / 8)
            .Select(order => ArxModel.Fit(segments, Math.Min(order.Order, shortest / 2), Math.Min(order.Feedback, shortest / 2), inputs, outputs))
            .MinBy(model => Error(segments, model))!;
    }

    private static double Error(IReadOnlyList<StateSpaceSegment> segments, ArxModel model)
    {
        var (squares, steps) = (0.0, 0);
        foreach (var segment in segments.Where(static one => one.Count(StepRole.Validation) > 0))
        {
            var known = Math.Min(model.Order, segment.Steps / 4);
            var simulated = model.Simulate(segment.Inputs.Span, segment.Outputs.Span[..(known * model.Outputs)]);
            for (var step = known; step < segment.Steps; step++)
            {
                if (segment.Roles.Span[step] != StepRole.Validation) continue;
                steps++;
                for (var output = 0; output < model.Outputs; output++)
                {
                    var error = segment.Outputs.Span[(step * model.Outputs) + output] - simulated[(step * model.Outputs) + output];
                    squares += error * error;
                }
            }
        }
        return squares / Math.Max(1, steps);
    }

    private readonly record struct Orders(int Order, int Feedback);
}
