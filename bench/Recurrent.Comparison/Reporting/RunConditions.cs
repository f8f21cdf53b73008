namespace Recurrent.Comparison.Reporting;

/// <summary>What the machine could do while the cases ran.</summary>
/// <param name="Threads">Threads of both sides.</param>
/// <param name="Roof">GFLOP/s of a register-only loop on as many threads.</param>
/// <param name="RoofOneThread">The same on one thread.</param>
/// <param name="BarrierNanoseconds">Median cost of a barrier of our thread team.</param>
internal sealed record RunConditions(int Threads, double Roof, double RoofOneThread, double BarrierNanoseconds);
