namespace Etl.Jobs.Options;

/// <summary>What an empty value does to a stored one in an update (<c>--blank</c>).</summary>
public enum BlankPolicy
{
    /// <summary>Nothing: an empty value never erases. The default.</summary>
    Keep,

    /// <summary>It erases the stored value.</summary>
    Clear,
}
