namespace Recurrent.Cli.Presentation;

/// <summary>Names of forecasting methods for readers.</summary>
internal static class MethodNames
{
    public static string Of(string method) => method switch
    {
        "model" => "this model",
        "seasonal_naive" => "seasonal naive",
        "naive" => "naive (last value)",
        "drift" => "drift (straight line)",
        "naive2" => "Naive2 (deseasonalised)",
        _ => method,
    };
}
