namespace Etl.Jobs.Options;

/// <summary>Groups of options, in the order in which help texts show them.</summary>
public enum JobSettingGroup
{
    /// <summary>Where records come from and go to.</summary>
    Files,

    /// <summary>How the input is written.</summary>
    Reading,

    /// <summary>Which column feeds which field.</summary>
    Mapping,

    /// <summary>What values and records must be like.</summary>
    Cleaning,

    /// <summary>What counts as the same contact, and what happens then.</summary>
    Duplicates,

    /// <summary>How the job runs.</summary>
    Running,

    /// <summary>What is printed.</summary>
    Printing,
}
