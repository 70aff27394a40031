using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Jobs.Runs;

/// <summary>The file of <c>--report</c>.</summary>
static class ReportFile
{
    /// <summary>Refuses a report that cannot be written before the job starts, not after its work is done.</summary>
    public static void RefuseUnwritable(string? path)
    {
        if (path is null || SpecialFile.IsWrittenInPlace(path))
        {
            return;
        }
        if (SpecialFile.DescriptorOf(path) is not null)
        {
            throw new JobException(
                $"The report '{path}' cannot be written because no such descriptor is open; open it in the shell (3> FILE), or name a file with --report."
            );
        }
        if (Directory.Exists(path))
        {
            throw new JobException($"The report '{path}' is a folder; name a file with --report.");
        }
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new JobException(
                $"The report '{path}' cannot be written because the folder '{folder}' does not exist; make it or name another file with --report."
            );
        }
        RefuseFolderWithoutFiles(path);
    }

    /// <summary>Writes the report, if one was asked for.</summary>
    public static void Write(string? path, RunReport report)
    {
        if (path is null)
        {
            return;
        }
        try
        {
            // A rename would put a file in the place of a link or a device, and take one away from an open descriptor.
            var text = RunReportJson.Write(report) + "\n";
            if (SpecialFile.IsWrittenInPlace(path))
            {
                using var stream = SpecialFile.OpenInPlace(path);
                stream.Write(Encoding.UTF8.GetBytes(text));
                return;
            }
            WriteWhole(LinkedFile.Resolve(path), text);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw new PipelineException(
                $"The job is done, but its report cannot be written to '{path}' ({DiskFailure.Describe(exception)}); 'etl jobs show' prints what it says of a job that imported.",
                exception
            );
        }
    }

    static void RefuseFolderWithoutFiles(string path)
    {
        var trial = FormattableString.Invariant($"{LinkedFile.Resolve(path)}.{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(trial, "");
            File.Delete(trial);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw new JobException(
                $"The report '{path}' cannot be written ({DiskFailure.Describe(exception)}); name a file in another folder with --report.",
                exception
            );
        }
    }

    // What cannot be written to its end leaves the report of an earlier run, and nothing beside it.
    static void WriteWhole(string path, string text)
    {
        var partial = path + ".partial";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            File.Delete(partial);
            throw;
        }
    }
}
