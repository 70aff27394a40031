using Etl.Core.Diagnostics;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Options;

/// <summary>
/// A job as a command line for a shell: what is at its default is left out, and passwords are; so are options that its command does not
/// have.
/// </summary>
public static class JobCommandLine
{
    /// <summary>Writes it, for example <c>etl clean contacts.csv --out FILE --set '#3=email'</c>.</summary>
    public static string Write(JobOptions options)
    {
        var words = new List<string> { "etl", SettingValue.ChoiceName(options.Kind) };
        words.AddRange(options.Inputs.Select(TargetText.ForCommand));
        foreach (var setting in JobSettings.For(options.Kind))
        {
            words.AddRange(setting.Written(options).Select(value => Word(setting, value)));
        }
        return string.Join(' ', words);
    }

    static string Word(JobSetting setting, string value)
    {
        var name = "--" + setting.Name;
        // A value that looks like an option is taken for one, unless it hangs on its name.
        return setting.IsSwitch ? name
            : value.StartsWith('-') && value.Length > 1 ? $"{name}={ShellWord.Quote(value)}"
            : $"{name} {ShellWord.Quote(value)}";
    }
}
