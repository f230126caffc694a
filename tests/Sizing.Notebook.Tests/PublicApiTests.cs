namespace Sizing.Notebook.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Sizing")]
    [InlineData("Sizing.Notebook")]
    public void The_public_members_are_the_approved_ones(string assembly) =>
        Approval.Verify($"Api/{assembly}.txt", PublicApi.Of(System.Reflection.Assembly.Load(assembly)));
}
