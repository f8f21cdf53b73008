using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.Text.Classification;
using Recurrent.Text.Tagging;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet;

/// <summary>Recurrent models in the catalogs of an ML.NET context.</summary>
public static class RecurrentCatalog
{
    /// <summary>Forecasts the next values of one or many series by a recurrent network, with intervals.</summary>
    /// <param name="catalog"><c>mlContext.Forecasting</c>.</param>
    /// <param name="options">Horizon, and whatever shall not be chosen from the data.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <returns>An estimator.</returns>
    public static RecurrentForecastEstimator ForecastByRecurrentNetwork(
        this ForecastingCatalog catalog, ForecasterOptions options, ForecastColumnNames? columns = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new RecurrentForecastEstimator(CatalogUtils.GetEnvironment(catalog), options, columns ?? new ForecastColumnNames());
    }

    /// <summary>Learns what is usual from rows in the order they came, without labels, and says of every row how strange it is.</summary>
    /// <param name="catalog"><c>mlContext.AnomalyDetection.Trainers</c>.</param>
    /// <param name="options">False alarms allowed, and whatever shall not be chosen from the data; null for the defaults.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <returns>An estimator.</returns>
    public static RecurrentDetectionEstimator RecurrentNetwork(
        this AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog, DetectorOptions? options = null, DetectionColumnNames? columns = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RecurrentDetectionEstimator(CatalogUtils.GetEnvironment(catalog), options ?? new DetectorOptions(), columns ?? new DetectionColumnNames());
    }

    /// <summary>Classifies texts by a recurrent network over their words, with calibrated probabilities.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">Sizes and training; null for the defaults.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentException">The options ask for several labels at once, for which ML.NET has no column.</exception>
    public static RecurrentTextEstimator RecurrentTextClassification(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, TextClassifierOptions? options = null, TextColumnNames? columns = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (options?.MultiLabel == true)
            throw new ArgumentException("Received MultiLabel = true; ML.NET's labels are one class a text. Use TextClassifier.Train for several labels at once.", nameof(options));
        return new RecurrentTextEstimator(CatalogUtils.GetEnvironment(catalog), options ?? new TextClassifierOptions(), columns ?? new TextColumnNames());
    }

    /// <summary>Tags the tokens of sentences by a recurrent network with a conditional random field: names of persons, places, companies.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">Sizes and training; null for the defaults.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <returns>An estimator.</returns>
    public static RecurrentTaggingEstimator RecurrentTagging(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, TaggerOptions? options = null, TaggingColumnNames? columns = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RecurrentTaggingEstimator(CatalogUtils.GetEnvironment(catalog), options ?? new TaggerOptions(), columns ?? new TaggingColumnNames());
    }
}
