namespace Etl.Jobs.Options;

/// <summary>Protection of spreadsheets against values that they would run as formulas (<c>--guard</c>).</summary>
public enum GuardMode
{
    /// <summary>On for exported files, off for cleaned ones. The default.</summary>
    Auto,

    /// <summary>On.</summary>
    On,

    /// <summary>Off: values are written as they are.</summary>
    Off,
}
