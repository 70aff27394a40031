namespace Etl.Jobs.Options;

/// <summary>Damage that is undone.</summary>
public enum RepairMode
{
    /// <summary>It is only counted.</summary>
    None,

    /// <summary>UTF-8 that was read in another encoding is read back.</summary>
    Mojibake,
}
