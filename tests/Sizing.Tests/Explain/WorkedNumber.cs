using System.Globalization;
using System.Reflection;
using Sizing.Data;
using Sizing.Explain;

namespace Sizing.Tests.Explain;

/// <summary>
/// A line of <c>worked-numbers.csv</c>: a formula of the library, arguments and the value that a calculation by hand gives; or, where
/// arguments are models and plans, the tests that hold the formula to a published number.
/// </summary>
internal sealed record WorkedNumber(string Formula, string Arguments, double? Expected, string Note)
{
    internal static IReadOnlyList<WorkedNumber> All { get; } =
        [.. CsvTable.Read("worked-numbers.csv", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Explain", "worked-numbers.csv")), "formula", "arguments", "expected", "by hand or checked by")
            .Rows.Select(row => new WorkedNumber(row.Text("formula"), row.Text("arguments"), Number(row.Text("expected")), row.Text("by hand or checked by")))];

    /// <summary>Every method of the library that declares a formula, by the name that a line of the file bears.</summary>
    internal static ILookup<string, MethodInfo> Formulas { get; } = typeof(Bytes).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<FormulaAttribute>() is not null)
        .ToLookup(method => $"{method.DeclaringType!.Name}.{method.Name}");

    /// <summary>Calls the formula with the arguments of the line.</summary>
    internal double Compute()
    {
        var values = Arguments.Length == 0 ? [] : Arguments.Split(';');
        var method = Formulas[Formula].Single(candidate => candidate.GetParameters().Length == values.Length);
        return InNumbers(method.Invoke(null, [.. method.GetParameters().Zip(values, (parameter, text) => Parse(parameter.ParameterType, text))])!);
    }

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static object Parse(Type type, string text) =>
        type == typeof(Bytes) ? new Bytes(long.Parse(text, CultureInfo.InvariantCulture))
        : type == typeof(DataType) ? DataType.Parse(text)
        : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);

    private static double InNumbers(object value) => value is Bytes bytes ? bytes.Count : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
