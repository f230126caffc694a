namespace Sizing;

/// <summary>One limit of a question loosened, all others kept, and the deployment that is then the best.</summary>
/// <param name="Change">What is loosened, and how far: <c>a token every 60 ms</c>.</param>
/// <param name="Deployment">The deployment.</param>
public sealed record Alternative(string Change, ServingDeployment Deployment);
