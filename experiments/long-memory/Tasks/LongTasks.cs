namespace LongMemory.Tasks;

/// <summary>Tasks by name.</summary>
internal static class LongTasks
{
    public static LongTask Create(string name, int length, string digits) => name switch
    {
        "adding" => new AddingTask(length),
        "copy" => new CopyTask(length),
        "selective-copy" => new SelectiveCopyTask(length),
        "parity" => new ParityTask(length),
        "dyck" => new DyckTask(length),
        "digits-pixels" or "digits-permuted" or "digits-rows" => new DigitsTask(digits, name["digits-".Length..]),
        _ => throw new FormatException($"There is no task '{name}'; known: adding, copy, selective-copy, parity, dyck, digits-pixels, digits-permuted, digits-rows."),
    };
}
