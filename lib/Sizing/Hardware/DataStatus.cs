namespace Sizing.Hardware;

/// <summary>How well a row of data is attested.</summary>
public enum DataStatus
{
    /// <summary>From memory or an estimate; confirm before relying on it.</summary>
    Unverified,

    /// <summary>One source says so.</summary>
    OneSource,

    /// <summary>Two independent sources agree.</summary>
    TwoSources,

    /// <summary>Sources disagree; the row names the figure chosen and the others.</summary>
    Conflict,

    /// <summary>Read in the primary source or on the device.</summary>
    Checked,
}
