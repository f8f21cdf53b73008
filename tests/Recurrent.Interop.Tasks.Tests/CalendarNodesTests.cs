using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Tasks.Forecasts;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class CalendarNodesTests : IDisposable
{
    private const int Steps = 20_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1890)]
    [InlineData(1996)]
    [InlineData(2090)]
    public void Phases_of_all_cycles_are_those_of_the_dates(int year)
    {
        // Steps of a day and 100 minutes go through every day of many years and all minutes.
        var times = TimeAxis.FromDate(new DateTime(year, 1, 1), new Frequency(FrequencyUnit.Minute, 1540), "yyyy-MM-dd HH:mm");
        Cycle[] cycles = [new(CycleKind.MinuteOfHour), new(CycleKind.TimeOfDay), new(CycleKind.DayOfWeek), new(CycleKind.MonthOfYear), new(CycleKind.DayOfYear)];
        var graph = new OnnxGraphBuilder("calendar");
        var calendar = new CalendarNodes(graph, graph.Input("times", OnnxElementType.Integer64, "time"));
        foreach (var cycle in cycles) graph.Output($"{cycle.Kind}", calendar.Phase(cycle), OnnxElementType.PreciseNumber, "time");
        graph.Save(Path.Combine(_folder, "calendar.onnx"));
        using var run = new OnnxModel(Path.Combine(_folder, "calendar.onnx"));
        long[] seconds = [.. Enumerable.Range(0, Steps).Select(step => (times.Date(step)!.Value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond)];
        var phases = run.Run(new Dictionary<string, OnnxArray> { ["times"] = OnnxArray.Of(seconds, Steps) });
        foreach (var cycle in cycles) Feed.Near(Enumerable.Range(0, Steps).Select(step => cycle.Phase(times, step)), phases[$"{cycle.Kind}"].Doubles, 1e-12);
    }
}
