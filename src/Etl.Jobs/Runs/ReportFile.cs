using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Jobs.Runs;

/// <summary>The file of <c>--report</c>.</summary>
static class ReportFile
{
    /// <summary>Refuses a report in a folder that is not there before the job starts, not after its work is done.</summary>
    public static void RefuseUnwritable(string? path)
    {
        var folder = path is null ? null : Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new JobException(
                $"The report '{path}' cannot be written because the folder '{folder}' does not exist; make it or name another file with --report."
            );
        }
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
            // A rename would put a file in the place of a link or a device.
            var text = RunReportJson.Write(report) + "\n";
            if (SpecialFile.IsAt(path))
            {
                File.WriteAllText(path, text);
                return;
            }
            var target = OutputPaths.Resolve(path);
            File.WriteAllText(target + ".partial", text);
            File.Move(target + ".partial", target, overwrite: true);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw new PipelineException(
                $"The job is done, but its report cannot be written to '{path}' ({DiskFailure.Describe(exception)}); 'etl jobs show' prints what it says of a job that imported.",
                exception
            );
        }
    }
}
