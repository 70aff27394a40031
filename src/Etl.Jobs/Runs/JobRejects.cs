using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>The rejects files of a job, one per input, and the options kept beside each.</summary>
sealed class JobRejects : IDisposable
{
    readonly List<(JobInput Input, RejectFile File)> files = [];
    readonly JobOptions options;

    /// <summary>Names one file per input; nothing is made on disk. A dry run has none.</summary>
    public JobRejects(JobOptions options, IReadOnlyList<JobInput> inputs)
    {
        this.options = options;
        for (var index = 0; index < inputs.Count && !options.DryRun; index++)
        {
            var input = inputs[index];
            var path = PathOf(input, index);
            RefuseInput(path, inputs);
            RefuseMissingFolder(path);
            files.Add((input, new RejectFile(path, input.Source)));
        }
    }

    /// <summary>The file of an input, or null in a dry run.</summary>
    public RejectFile? Of(JobInput input) => files.FirstOrDefault(entry => ReferenceEquals(entry.Input, input)).File;

    /// <summary>Files that were made.</summary>
    public IReadOnlyList<string> Paths =>
        [.. files.Where(entry => entry.File.HasRejects).Select(entry => entry.File.Path)];

    /// <summary>Takes up what an interrupted run left, or removes what an abandoned one did.</summary>
    public void Start(Checkpoint? checkpoint)
    {
        foreach (var (_, file) in files)
        {
            if (checkpoint is null)
            {
                file.StartOver();
            }
            else
            {
                file.Resume(checkpoint.RejectLengths);
            }
        }
    }

    /// <summary>Keeps the options beside each file that was made.</summary>
    public void WriteSidecars()
    {
        foreach (var (input, file) in files.Where(entry => entry.File.HasRejects))
        {
            RejectSidecar.Write(file.Path, ResolvedOptions.Of(options, input));
            input.Text?.KeepGuardMark(file.Path);
        }
    }

    /// <summary>Removes everything, for a job that leaves no trace when it fails.</summary>
    public void Abandon() => files.ForEach(entry => entry.File.Abandon());

    /// <inheritdoc/>
    public void Dispose() => files.ForEach(entry => entry.File.Dispose());

    /// <summary>Two databases may have a table of the same name, and their rejects lie in the same folder.</summary>
    string PathOf(JobInput input, int index)
    {
        var path = RejectPaths.For(NameOf(input), options.Rejects, index);
        var isTaken = input.IsDatabase && files.Exists(entry => entry.File.Path == path);
        return isTaken ? RejectPaths.Numbered(path, index + 1) : path;
    }

    /// <summary>The name that a rejects file's name is made of. A member of an archive has no folder of its own on disk.</summary>
    string NameOf(JobInput input)
    {
        if (input.IsDatabase)
        {
            return DatabaseInput.FileName(input.Path, options.Query);
        }
        var name = input.Source.Description.Path;
        var isMember = name.Length > input.Path.Length && name.StartsWith(input.Path, StringComparison.Ordinal);
        return isMember ? input.Path + name[input.Path.Length..].Replace('/', '.').Replace('\\', '.') : name;
    }

    static void RefuseMissingFolder(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new JobException(
                $"The folder '{folder}' of the rejects file '{path}' does not exist; make it, or name another file with --rejects."
            );
        }
    }

    static void RefuseInput(string path, IReadOnlyList<JobInput> inputs)
    {
        var full = Path.GetFullPath(path);
        if (
            inputs.Any(input =>
                !input.IsDatabase && input.Path != InputPaths.Standard && Path.GetFullPath(input.Path) == full
            )
        )
        {
            throw new JobException(
                $"The rejects file '{path}' is also an input, which would be lost; name another file with --rejects."
            );
        }
    }
}
