using Recurrent.Comparison;
using Recurrent.Comparison.Memory;
using Recurrent.Comparison.Reporting;

ComparisonOptions options;
try
{
    if (args is ["memory", .. string[] words])
    {
        return new MemoryRun(MemoryCase.Parse(words), Console.Out).Run() ? 0 : 1;
    }

    options = ComparisonOptions.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(ComparisonOptions.Usage);
    Console.Error.WriteLine(MemoryCase.Usage);
    return 1;
}

IReport report = options.IsJson ? new JsonReport(Console.Out) : new TextReport(Console.Out);
return new ComparisonRun(options, report, Console.Error).Run() ? 0 : 1;
