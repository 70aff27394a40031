using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Jobs.Options;

namespace Etl.Jobs.Inputs;

/// <summary>
/// The options of a job, kept as YAML beside its rejects file, so that the fixed file can be imported without repeating any
/// option. They come before a job file and the command line, which win.
/// </summary>
public static class RejectSidecar
{
    const string Heading =
        "# The options of the job that made the rejects file beside this one; 'etl import' and 'etl clean' take them up.\n";

    /// <summary>The name of the sidecar of a rejects file.</summary>
    public static string PathOf(string rejectsFile) => rejectsFile + RejectPaths.OptionsEnding;

    /// <summary>Writes it when the rejects file exists, and removes a stale one when not.</summary>
    public static void Write(string rejectsFile, JobOptions options)
    {
        var path = PathOf(rejectsFile);
        try
        {
            if (File.Exists(rejectsFile))
            {
                File.WriteAllText(path, Heading + JobFile.Write(Kept(options)));
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(
                $"The options beside the rejects file cannot be written to '{path}' ({DiskFailure.Describe(exception)}); free space, then run the command again.",
                exception
            );
        }
    }

    /// <summary>The options kept beside the only input of a job, or null when there are none.</summary>
    public static JobOptions? Find(IReadOnlyList<string> inputs)
    {
        var isRejectsFile = inputs.Count == 1 && inputs[0] != InputPaths.Standard && RejectPaths.IsByProduct(inputs[0]);
        return isRejectsFile && File.Exists(PathOf(inputs[0]))
            ? JobFile.Read(PathOf(inputs[0]), new JobOptions())
            : null;
    }

    /// <summary>What describes this one run, and not how such records are read, is left out.</summary>
    static JobOptions Kept(JobOptions options) =>
        options with
        {
            Inputs = [],
            Query = null,
            Output = null,
            Overwrite = false,
            Rejects = null,
            Report = null,
            DryRun = false,
            Limit = null,
            Quiet = false,
            Json = false,
            Verbose = false,
            MaxRejects = null,
            Shard = null,
            ShardSet = null,
            ShardWait = null,
        };
}
