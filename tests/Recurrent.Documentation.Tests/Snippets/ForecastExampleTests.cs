using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class ForecastExampleTests
{
    [Fact]
    public void Forecaster_is_trained_scored_saved_and_continues_the_file()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string file = Path.Combine(folder.FullName, "sales.csv"), modelFolder = Path.Combine(folder.FullName, "model");
        File.WriteAllLines(file, ["month,sales", .. DemoSeries.AirPassengers.Values.ToArray().Select((value, month) => $"{1949 + (month / 12)}-{1 + (month % 12):00},{value}")]);

        #region ForecastExample
        SeriesCollection sales = SeriesReader.Read(file);
        ForecastTraining training = Forecaster.Train(sales, new ForecasterOptions { Horizon = 12 });
        double ours = training.Test.Model.Mase;                  // scored on the last 12 months, which training never saw
        double naive = training.Test.Baseline("seasonal_naive").Mase;
        training.Model.Save(modelFolder);

        Forecaster model = Forecaster.Load(modelFolder);         // in another process, on many threads
        foreach (SeriesForecast forecast in model.Predict())     // the 12 months after the file ends
        {
            string firstMonth = forecast.Stamps[0];
            double median = forecast.Point[0];
            PredictionInterval interval = forecast.Interval(percent: 90);
        }
        #endregion

        folder.Delete(recursive: true);
        Assert.InRange(ours, 0, 0.7 * naive);
        Assert.Equal("1961-01", model.Predict()[0].Stamps[0]);
    }
}
