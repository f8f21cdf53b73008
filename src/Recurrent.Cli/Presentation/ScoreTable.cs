using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Presentation;

/// <summary>The scores of a model beside the simple methods, and one honest sentence about them.</summary>
internal static class ScoreTable
{
    public static void Write(TextWriter writer, ForecastEvaluation evaluation)
    {
        var table = new TextTable("method", "MASE", "sMAPE", "RMSE", "MAE", "CRPS", "wQL", "OWA", "in 80 %", "in 90 %");
        foreach (var scores in evaluation.Baselines.Prepend(evaluation.Model))
        {
            table.Add(
                MethodNames.Of(scores.Method), NumberText.Ratio(scores.Mase), NumberText.Percent(scores.SMape), NumberText.Value(scores.Rmse),
                NumberText.Value(scores.Mae), NumberText.Value(scores.Crps), NumberText.Ratio(scores.WeightedQuantileLoss), NumberText.Ratio(scores.Owa),
                NumberText.Share(scores.Coverage80), NumberText.Share(scores.Coverage90));
        }
        table.Write(writer);
        writer.WriteLine(Verdict(evaluation));
    }

    /// <summary>Whether the model is worth using, in one sentence.</summary>
    public static string Verdict(ForecastEvaluation evaluation)
    {
        var best = evaluation.BestBaseline;
        var byMase = !double.IsNaN(evaluation.Model.Mase);
        var (model, simple, metric) = byMase ? (evaluation.Model.Mase, best.Mase, "MASE") : (evaluation.Model.Mae, best.Mae, "MAE");
        var name = MethodNames.Of(best.Method);
        if (!evaluation.BeatsBaselines)
            return $"The model does not beat {name} here ({metric} {NumberText.Ratio(model)} against {NumberText.Ratio(simple)}): prefer the simple method, or give the model more data.";
        var gain = 100 * (1 - (model / simple));
        return $"The model beats every simple method: its {metric} is {NumberText.Percent(gain)} % below that of {name}, the best of them.";
    }
}
