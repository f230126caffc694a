using System.Reflection;
using System.Xml.Linq;
using Sizing.Explain;

namespace Sizing.Tests.Explain;

/// <summary>Every formula of the library has a worked number, a source and a symbol for each of its inputs.</summary>
public sealed class WorkedNumberTests
{
    public static TheoryData<string> Worked => [.. WorkedNumber.All.Where(row => row.Expected is not null).Select(row => row.Formula)];

    [Theory]
    [MemberData(nameof(Worked))]
    public void The_formula_gives_the_number_that_a_hand_calculation_gives(string formula)
    {
        var worked = WorkedNumber.All.Single(row => row.Formula == formula);
        Assert.Equal(worked.Expected!.Value, worked.Compute(), Math.Abs(worked.Expected.Value) * 1e-7);
    }

    [Fact]
    public void Every_formula_has_a_worked_number_or_tests_that_hold_it_to_one() =>
        Assert.Equal("", string.Join(", ", WorkedNumber.Formulas.Select(formula => formula.Key).Except(WorkedNumber.All.Select(row => row.Formula))));

    [Fact]
    public void Every_line_names_a_formula_and_the_tests_that_it_says()
    {
        var tests = typeof(WorkedNumberTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        Assert.All(WorkedNumber.All, row => Assert.True(WorkedNumber.Formulas.Contains(row.Formula) && (row.Expected is not null || tests.Contains(row.Note)), row.Formula));
    }

    [Fact]
    public void Every_input_of_a_public_formula_is_described()
    {
        var described = XDocument.Load(Path.ChangeExtension(typeof(Bytes).Assembly.Location, "xml")).Descendants("member")
            .ToLookup(member => member.Attribute("name")!.Value.Split('(')[0], member => member.Elements("param").Select(param => param.Attribute("name")!.Value).ToHashSet());
        Assert.Equal("", string.Join(", ", WorkedNumber.Formulas.SelectMany(formula => formula)
            .Where(method => method.IsPublic && method.DeclaringType!.IsVisible)
            .Where(method => !described[$"M:{method.DeclaringType!.FullName!.Replace('+', '.')}.{method.Name}"].Any(names => names.IsSupersetOf(method.GetParameters().Select(parameter => parameter.Name!))))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")));
    }

    [Fact]
    public void Every_formula_names_its_source() =>
        Assert.All(WorkedNumber.Formulas.SelectMany(formula => formula), method => Assert.True(method.GetCustomAttributes<SourceAttribute>().Any(), method.Name));
}
