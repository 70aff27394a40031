using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Databases.Postgres.Connections;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>Refuses files of a job that would overwrite each other or an input, before anything is opened.</summary>
static class OutputPaths
{
    const string StorePrefix = "sqlite:";
    const string StandardOutput = "/dev/stdout";

    /// <summary>Throws <see cref="JobException"/> for the first file that is named twice or cannot be made.</summary>
    public static void RefuseCollisions(JobOptions options)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        RefuseOwnTable(options);
        foreach (var input in InputPaths.Expand(options.Inputs).Where(path => path != InputPaths.Standard))
        {
            if ((DatabaseInput.Is(input) ? DatabaseInput.FileOf(input) : input) is { } file)
            {
                taken.TryAdd(LinkedFile.Resolve(file), "an input");
            }
        }
        foreach (var (option, path) in Outputs(options).Where(output => !SpecialFile.IsAt(output.Path)))
        {
            var full = LinkedFile.Resolve(path);
            if (!taken.TryAdd(full, option) && !IsShared(options, path, taken[full]))
            {
                throw new JobException(
                    $"'{path}' of {option} is also {Named(taken[full])}, and one would overwrite the other; name another file with {option}."
                );
            }
        }
        RefuseUnwritable(options.DryRun ? null : options.Rejects, "rejects file", "--rejects");
        RefuseUnwritable(options.Explain, "file of explanations", "--explain");
    }

    /// <summary>An import that reads the table which it fills would meet every contact again.</summary>
    static void RefuseOwnTable(JobOptions options)
    {
        if (options.Kind != JobKind.Import || !PostgresAddress.IsPostgres(options.Target))
        {
            return;
        }
        var target = PostgresAddress.Parse(options.Target).Name;
        if (
            options.Query is null
            && options.Inputs.Any(input =>
                PostgresAddress.IsPostgres(input) && PostgresAddress.Parse(input).Name == target
            )
        )
        {
            throw new JobException(
                $"'{target}' is the input and the target of --to as well; name another table with --to, or write a file with etl clean."
            );
        }
    }

    static IEnumerable<(string Option, string Path)> Outputs(JobOptions options)
    {
        if (options is { Kind: JobKind.Import } && options.Target.StartsWith(StorePrefix, StringComparison.Ordinal))
        {
            yield return ("--to", options.Target[StorePrefix.Length..]);
        }
        if (options is { Kind: JobKind.Export } && options.From.StartsWith(StorePrefix, StringComparison.Ordinal))
        {
            yield return ("--from", options.From[StorePrefix.Length..]);
        }
        if (options.Output is { } output)
        {
            // Standard output may be a file that another option names.
            yield return ("--out", output == InputPaths.Standard ? StandardOutput : output);
        }
        if (options.Rejects is { } rejects)
        {
            yield return ("--rejects", rejects);
        }
        if (options.Explain is { } explain)
        {
            yield return ("--explain", explain);
        }
        if (options.Report is { } report)
        {
            yield return ("--report", report);
        }
    }

    /// <summary>Several options may write into one open descriptor, one after the other, as they may into one pipe.</summary>
    static bool IsShared(JobOptions options, string path, string taken) =>
        SpecialFile.IsWrittenInPlace(path)
        && Outputs(options).FirstOrDefault(output => output.Option == taken) is { Path: { } other }
        && SpecialFile.IsWrittenInPlace(other);

    static string Named(string taken) => taken.StartsWith('-') ? $"the file of {taken}" : taken;

    static void RefuseUnwritable(string? path, string what, string option)
    {
        if (path is null)
        {
            return;
        }
        var full = LinkedFile.Resolve(path);
        if (SpecialFile.IsWrittenInPlace(path) || Directory.Exists(full))
        {
            throw new JobException(
                $"The {what} '{path}' is no ordinary file, and it is written beside its name first; name a file with {option} FILE."
            );
        }
        var folder = Path.GetDirectoryName(full);
        if (!Directory.Exists(folder))
        {
            throw new JobException(
                $"The {what} '{path}' cannot be written because the folder '{folder}' does not exist; make it or name another file with {option}."
            );
        }
    }
}
