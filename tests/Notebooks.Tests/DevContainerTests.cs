using System.Text.Json.Nodes;

namespace Notebooks.Tests;

/// <summary>The development container has what its create command calls.</summary>
public sealed class DevContainerTests
{
    private static readonly JsonNode Container = JsonNode.Parse(File.ReadAllText(Path.Combine(ReadmeTests.Root, ".devcontainer/devcontainer.json")))!;

    [Fact]
    public void The_create_command_is_a_script_of_the_repository()
    {
        var command = ((string)Container["postCreateCommand"]!).Split(' ');

        Assert.Equal("bash", command[0]);
        Assert.True(File.Exists(Path.Combine(ReadmeTests.Root, command[1])), command[1]);
    }

    [Fact]
    public void The_container_has_the_sdk_of_the_project_and_jupyter_and_node()
    {
        var sdk = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(ReadmeTests.Root, "global.json")))!["sdk"]!["version"]!;
        var features = Container["features"]!.AsObject();

        Assert.Contains($"/dotnet:2-{string.Join('.', sdk.Split('.').Take(2))}-", (string)Container["image"]!, StringComparison.Ordinal);
        Assert.True((bool)features.Single(feature => feature.Key.Contains("/python:", StringComparison.Ordinal)).Value!["installJupyterlab"]!);
        Assert.Contains(features, feature => feature.Key.Contains("/node:", StringComparison.Ordinal));
    }

    [Fact]
    public void Tools_that_the_create_command_installs_are_found() =>
        Assert.EndsWith("/.dotnet/tools", (string)Container["remoteEnv"]!["PATH"]!, StringComparison.Ordinal);

    [Fact]
    public void Files_that_a_codespace_opens_exist() =>
        Assert.All(Container["customizations"]!["codespaces"]!["openFiles"]!.AsArray(), file => Assert.True(File.Exists(Path.Combine(ReadmeTests.Root, (string)file!)), (string)file!));
}
