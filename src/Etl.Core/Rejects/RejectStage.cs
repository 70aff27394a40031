namespace Etl.Core.Rejects;

/// <summary>Where in the pipeline a record was rejected.</summary>
public enum RejectStage
{
    /// <summary>Cutting the record into fields.</summary>
    Parse,

    /// <summary>Cleaning a value.</summary>
    Normalize,

    /// <summary>A rule about values or the whole record.</summary>
    Validate,

    /// <summary>Writing it to its target.</summary>
    Load,
}
