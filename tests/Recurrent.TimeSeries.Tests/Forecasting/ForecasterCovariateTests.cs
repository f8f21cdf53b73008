using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class ForecasterCovariateTests
{
    private const int Length = 200;

    [Fact]
    public void Known_future_covariate_is_used_and_asked_for()
    {
        var promotion = Synthetic.Values(Length + Synthetic.Horizon, "promotion", (_, random) => random > 0 ? 1 : 0);
        var values = Synthetic.Values(Length, "noise", (t, random) => 10 + (5 * promotion[t]) + (0.1 * random));
        var data = new SeriesCollection([new Series("shop", values) { Covariates = [new Covariate("promotion", CovariateKind.Future, promotion[..Length])] }]);
        var options = Synthetic.Short with { Epochs = 20, StepsPerEpoch = 20, LearningRate = 0.02, Hidden = 16 };

        var training = Synthetic.Train(data, options);
        var ahead = new Dictionary<string, IReadOnlyList<Covariate>>
        {
            ["shop"] = [new Covariate("promotion", CovariateKind.Future, promotion[Length..])],
        };
        var forecast = training.Model.Predict(future: ahead)[0].Point;

        Assert.True(training.Test.Model.Mae < 0.5 * training.Test.Baseline("naive").Mae, $"{training.Test.Model}");
        Assert.All(forecast.Zip(promotion[Length..]), pair => Assert.Equal(10 + (5 * pair.Second), pair.First, 1.5));
        Assert.Contains("'promotion'", Assert.Throws<DataFormatException>(() => training.Model.Predict()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Past_and_static_covariates_are_kept_with_the_model()
    {
        using var folder = new TemporaryFolder();
        var data = new SeriesCollection(Enumerable.Range(0, 2).Select(index => new Series($"s{index}", Synthetic.Values(80, $"{index}", (t, random) => t + random))
        {
            Covariates = [new Covariate("weather", CovariateKind.Past, Synthetic.Values(80, $"weather {index}", (_, random) => random))],
            StaticCovariates = new Dictionary<string, string> { ["region"] = index == 0 ? "north" : "south" },
        }));

        var model = Synthetic.Train(data, Synthetic.Short).Model;
        model.Save(folder.Path);

        Assert.Equal(model.Predict()[1].Point, Forecaster.Load(folder.Path).Predict()[1].Point);
        var without = Synthetic.Change(data, series => series.Values.ToArray());
        Assert.Contains("'weather'", Assert.Throws<DataFormatException>(() => model.Predict(without)).Message, StringComparison.Ordinal);
    }
}
