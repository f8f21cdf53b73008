using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>Where times stand in the cycles of the calendar, by arithmetic of whole numbers.</summary>
/// <param name="graph">Where nodes are added.</param>
/// <param name="times">Seconds since 1970-01-01, or numbers of steps, int64.</param>
/// <remarks>Years and months follow from the days since 1 March of the year 0, as leap days then end a year.</remarks>
internal sealed class CalendarNodes(OnnxGraphBuilder graph, OnnxValue times)
{
    private const long SecondsPerDay = 86_400;
    private const long DaysPerEra = 146_097;
    private const long FirstDay = 719_468;

    /// <summary>The phase, 0 to below 1, float64.</summary>
    public OnnxValue Phase(Cycle cycle) => cycle.Kind switch
    {
        CycleKind.Index => Share(Rest(times, cycle.Length), cycle.Length),
        CycleKind.MinuteOfHour => Share(Rest(times, 3600), 3600),
        CycleKind.TimeOfDay => Share(Rest(times, SecondsPerDay), SecondsPerDay),
        // 1 January 1970 was a Thursday, and Sunday is day 0.
        CycleKind.DayOfWeek => Share(Rest(Plus(times, 4 * SecondsPerDay), 7 * SecondsPerDay), 7 * SecondsPerDay),
        CycleKind.MonthOfYear => Share(Minus(Month(), 1), 12),
        _ => Share(DayOfYear(), 366),
    };

    /// <summary>Days since 1 March of the year 0.</summary>
    private OnnxValue Days() => Plus(Quotient(graph.Minus(times, Rest(times, SecondsPerDay)), SecondsPerDay), FirstDay);

    private OnnxValue DayOfEra() => Rest(Days(), DaysPerEra);

    /// <summary>0 to 399.</summary>
    private OnnxValue YearOfEra()
    {
        var day = DayOfEra();
        var without = graph.Minus(graph.Plus(graph.Minus(day, Quotient(day, 1460)), Quotient(day, 36_524)), Quotient(day, 146_096));
        return Quotient(without, 365);
    }

    /// <summary>Days since 1 March, 0 to 365.</summary>
    private OnnxValue DayFromMarch()
    {
        var year = YearOfEra();
        var before = graph.Minus(graph.Plus(Times(year, 365), Quotient(year, 4)), Quotient(year, 100));
        return graph.Minus(DayOfEra(), before);
    }

    /// <summary>1 to 12.</summary>
    private OnnxValue Month()
    {
        var fromMarch = Quotient(Plus(Times(DayFromMarch(), 5), 2), 153);
        return Plus(Rest(Plus(fromMarch, 2), 12), 1);
    }

    /// <summary>0 to 365.</summary>
    private OnnxValue DayOfYear()
    {
        var fromMarch = DayFromMarch();
        var year = YearOfEra();
        // January and February belong to the year that began in March before; in it they are behind 306 days.
        var isLeap = Both(Divides(year, 4), graph.Add("Or", [graph.Add("Not", [Divides(year, 100)]), Divides(year, 400)]));
        var later = graph.Plus(Plus(fromMarch, 59), graph.Cast(isLeap, OnnxElementType.Integer64));
        return graph.Where(graph.Add("Less", [fromMarch, graph.OneInteger(306)]), later, Minus(fromMarch, 306));
    }

    private OnnxValue Both(OnnxValue left, OnnxValue right) => graph.Add("And", [left, right]);

    private OnnxValue Divides(OnnxValue value, long by) => graph.Add("Equal", [Rest(value, by), graph.OneInteger(0)]);

    /// <summary>The rest that is never negative.</summary>
    private OnnxValue Rest(OnnxValue value, long by) => graph.Add("Mod", [value, graph.OneInteger(by)]);

    private OnnxValue Quotient(OnnxValue value, long by) => graph.Over(value, graph.OneInteger(by));

    private OnnxValue Times(OnnxValue value, long by) => graph.Times(value, graph.OneInteger(by));

    private OnnxValue Plus(OnnxValue value, long more) => graph.Plus(value, graph.OneInteger(more));

    private OnnxValue Minus(OnnxValue value, long less) => graph.Minus(value, graph.OneInteger(less));

    private OnnxValue Share(OnnxValue part, long whole) =>
        graph.Over(graph.Cast(part, OnnxElementType.PreciseNumber), graph.OneDouble(whole));
}
