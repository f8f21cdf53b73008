using Recurrent.Comparison;
using Recurrent.Comparison.Reporting;

ComparisonOptions options;
try
{
    options = ComparisonOptions.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(ComparisonOptions.Usage);
    return 1;
}

IReport report = options.IsJson ? new JsonReport(Console.Out) : new TextReport(Console.Out);
return new ComparisonRun(options, report, Console.Error).Run() ? 0 : 1;
