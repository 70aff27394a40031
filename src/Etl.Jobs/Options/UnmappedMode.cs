namespace Etl.Jobs.Options;

/// <summary>What an import does with columns that feed no field (<c>--unmapped</c>).</summary>
public enum UnmappedMode
{
    /// <summary>They are reported and left out. The default.</summary>
    Ignore,

    /// <summary>They are stored as <c>custom.&lt;header&gt;</c>.</summary>
    Keep,

    /// <summary>The job stops before it starts.</summary>
    Fail,
}
