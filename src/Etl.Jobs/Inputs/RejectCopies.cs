using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Core.Rejects;

namespace Etl.Jobs.Inputs;

/// <summary>Copies the rejects file of a job with what lies beside it, so that the copy can be fixed and imported like the original.</summary>
public static class RejectCopies
{
    /// <summary>Copies the one file; refuses several, none, one that is gone, and a copy that is there already.</summary>
    public static void Make(IReadOnlyList<string> files, string copy)
    {
        if (files.Count != 1)
        {
            throw new JobException(
                files.Count == 0
                    ? "The job has no rejects file, so there is nothing to copy; leave --out away to see its codes."
                    : $"The job has several rejects files, one per input, and --out names one; copy them one by one: {string.Join(", ", files)}."
            );
        }
        var original = files[0];
        if (!File.Exists(original))
        {
            throw new JobException(
                $"The rejects file '{original}' is not there any more; run from the folder in which the job was started, or import the input again."
            );
        }
        if (!RejectPaths.IsByProduct(copy) || !copy.EndsWith(".csv", StringComparison.Ordinal))
        {
            throw new JobException(
                $"The copy '{copy}' must be named like a rejects file, for the job's options beside it are found by that; for example --out contacts.rejects.csv."
            );
        }
        if (File.Exists(copy))
        {
            throw new JobException($"The file '{copy}' already exists; name another one with --out.");
        }
        try
        {
            foreach (var ending in (string[])["", RejectFile.PositionsExtension, RejectPaths.OptionsEnding])
            {
                if (File.Exists(original + ending))
                {
                    File.Copy(original + ending, copy + ending, overwrite: false);
                }
            }
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw new PipelineException(
                $"The rejects cannot be copied to '{copy}' ({DiskFailure.Describe(exception)}); name another place with --out.",
                exception
            );
        }
    }
}
