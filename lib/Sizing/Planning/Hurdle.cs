namespace Sizing.Planning;

/// <summary>What a GPU's deployments fail at, in the order in which they are held against it.</summary>
internal enum Hurdle
{
    /// <summary>The maker is not allowed.</summary>
    Vendor,

    /// <summary>It is no card in a PCI Express slot.</summary>
    Slot,

    /// <summary>Its licence does not allow a data center.</summary>
    Licence,

    /// <summary>It computes in none of the formats that are allowed.</summary>
    Precision,

    /// <summary>No plan holds the weights and one sequence.</summary>
    Memory,

    /// <summary>Its speed is not predicted, and the question is about speed.</summary>
    Speed,

    /// <summary>The first token comes too late even without traffic.</summary>
    FirstToken,

    /// <summary>Tokens come too slowly even without traffic.</summary>
    PerToken,

    /// <summary>The traffic is more than all plans with the GPUs there are can do.</summary>
    Traffic,

    /// <summary>It takes more GPUs than there are or may be.</summary>
    Gpus,

    /// <summary>It takes more power than there is.</summary>
    Power,

    /// <summary>There is a budget, and what it costs is not known.</summary>
    Price,

    /// <summary>It costs more than the budget.</summary>
    Budget,
}
