namespace Etl.Jobs.Options;

/// <summary>Every option of every job, once.</summary>
public static class JobSettings
{
    /// <summary>All options in the order in which help texts and the README show them.</summary>
    public static IReadOnlyList<JobSetting> All { get; } =
    [
        .. FileSettings.All,
        .. ReadingSettings.All,
        .. MappingSettings.All,
        .. CleaningSettings.All,
        .. DuplicateSettings.All,
        .. RunningSettings.All,
    ];

    /// <summary>Those that apply to a kind of job.</summary>
    public static IEnumerable<JobSetting> For(JobKind kind) => All.Where(setting => (setting.Kinds & kind) != 0);

    /// <summary>The option of that name, or null.</summary>
    public static JobSetting? Find(string name) =>
        All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What <paramref name="above"/> says, and what <paramref name="below"/> says where it says nothing.</summary>
    public static JobOptions Overlay(JobOptions below, JobOptions above)
    {
        var result = below with { Kind = above.Kind, Inputs = above.Inputs };
        foreach (var setting in All)
        {
            var values = setting.Read(above);
            result = values.Count > 0 ? setting.Apply(result, values) : result;
        }
        return result;
    }
}
