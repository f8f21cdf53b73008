using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.TimeSeries.Tests.Embedded;

public sealed class DemoSeriesTests
{
    [Fact]
    public void Air_passengers_equal_the_published_file()
    {
        var file = SeriesReader.Read(SharedData.Forecasting("classics/air-passengers.csv"))[0];
        Assert.Equal(file.Values.ToArray(), DemoSeries.AirPassengers.Values.ToArray());
        Assert.Equal(file.Times, DemoSeries.AirPassengers.Times);
    }

    [Fact]
    public void Sunspots_equal_the_published_file()
    {
        var file = SeriesReader.Read(SharedData.Forecasting("classics/sunspots-yearly.csv"))[0];
        Assert.Equal(file.Values.ToArray(), DemoSeries.Sunspots.Values.ToArray());
        Assert.Equal(file.Times, DemoSeries.Sunspots.Times);
    }

    [Fact]
    public void Demo_series_continue_with_the_next_stamp()
    {
        Assert.Equal(["1961-01", "1961-02"], DemoSeries.AirPassengers.FutureStamps(2));
        Assert.Equal(["1989"], DemoSeries.Sunspots.FutureStamps(1));
        Assert.Equal(144, DemoSeries.AirPassengers.Length);
        Assert.Equal(289, DemoSeries.Sunspots.Length);
    }
}
