namespace Sizing.Hardware;

/// <summary>One measured all-reduce.</summary>
/// <param name="Message">The bytes that each GPU contributes and receives.</param>
/// <param name="Seconds">How long it took.</param>
public readonly record struct AllReducePoint(Bytes Message, double Seconds);
