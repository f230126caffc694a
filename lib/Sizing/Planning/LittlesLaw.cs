using Sizing.Explain;

namespace Sizing.Planning;

/// <summary>From people to requests per second, and from those to requests in flight.</summary>
public static class LittlesLaw
{
    private const double SecondsPerHour = 3600;

    /// <summary>Requests per second at the busiest time. Bursts inside that time are left out; the waiting formulas of speed have them.</summary>
    /// <param name="users">U: people.</param>
    /// <param name="perHour">r: requests of one of them in an hour, on average.</param>
    /// <param name="peak">k: requests of the busiest time over those of the average.</param>
    [Formula("U · r · k / 3600")]
    [Source("ITU-T E.500", "traffic intensity is taken at the busy hour")]
    public static double RequestsPerSecond(int users, double perHour, double peak) => users * perHour * peak / SecondsPerHour;

    /// <summary>Requests in flight on average, whatever the order in which they are served.</summary>
    /// <param name="rate">λ: requests per second.</param>
    /// <param name="seconds">W: seconds that one stays, its wait included.</param>
    [Formula("λ · W")]
    [Source("Little 1961, A Proof for the Queuing Formula L = λW", "Operations Research 9(3)")]
    public static double InFlight(double rate, double seconds) => rate * seconds;
}
