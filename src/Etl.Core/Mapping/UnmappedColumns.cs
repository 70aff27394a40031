namespace Etl.Core.Mapping;

/// <summary>What becomes of columns that are mapped to no field (<c>--unmapped</c>).</summary>
public enum UnmappedColumns
{
    /// <summary>They are reported and not loaded. The default.</summary>
    Ignore,

    /// <summary>They are kept as <c>custom.&lt;header&gt;</c>.</summary>
    Keep,

    /// <summary>They stop the job before it starts.</summary>
    Fail,
}
