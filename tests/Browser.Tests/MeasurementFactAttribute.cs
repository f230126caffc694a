namespace Browser.Tests;

/// <summary>A measurement that is run by hand, with <c>PAGE_TIMES=true</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MeasurementFactAttribute : FactAttribute
{
    public MeasurementFactAttribute() => Skip = Chromium.Skip ?? (Environment.GetEnvironmentVariable("PAGE_TIMES") == "true" && LiveFactAttribute.IsLive
        ? null
        : "Times are measured by hand, on a quiet machine: PAGE_TIMES=true dotnet test tests/Browser.Tests -c Release --filter PageTimes --logger 'console;verbosity=detailed'.");
}
