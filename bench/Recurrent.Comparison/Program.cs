using Recurrent.Comparison;
using Recurrent.Comparison.Conditions;
using Recurrent.Comparison.Lengths;
using Recurrent.Comparison.Memory;
using Recurrent.Comparison.Reporting;

if (args is [ChildProcess.Word, .. string[] job])
{
    ChildJobs.Run(job, Console.In, Console.Out);
    return 0;
}

if (args is ["lengths"])
{
    new LengthsRun(Console.Out).Run();
    return 0;
}

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

if (options.IsConditions)
{
    IConditionsReport findings = options.IsJson ? new ConditionsJsonReport(Console.Out) : new ConditionsTextReport(Console.Out);
    return new ConditionsRun(options, findings, Console.Error).Run() ? 0 : 1;
}

IReport report = options.IsJson ? new JsonReport(Console.Out) : new TextReport(Console.Out);
return new ComparisonRun(options, report, Console.Error).Run() ? 0 : 1;
