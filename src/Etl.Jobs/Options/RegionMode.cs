namespace Etl.Jobs.Options;

/// <summary>What becomes of the names of states and provinces (<c>--regions</c>).</summary>
public enum RegionMode
{
    /// <summary>They become their codes where the record's country is known. The default.</summary>
    Code,

    /// <summary>They stay as they are written.</summary>
    Keep,
}
