using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Microsoft.Extensions.Logging;

namespace Etl.Jobs.Logging;

/// <summary>Tells the log what a job was asked, what it opened and what became of it.</summary>
static class JobLog
{
    const string Hidden = "(given)";

    /// <summary>Settings that hold values of records: the log says that they were given, and no more.</summary>
    static readonly string[] hidden = ["default", "filter", "where", "query", "owner"];

    /// <summary>What was asked: every setting that is not at its default.</summary>
    public static void Asked(ILogger logger, JobOptions options, string version)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }
        logger.JobAsked(SettingValue.ChoiceName(options.Kind), version);
        foreach (var setting in JobSettings.All)
        {
            var values = setting.Written(options);
            if (values.Count > 0)
            {
                var text = hidden.Contains(setting.Name, StringComparer.Ordinal) ? Hidden : string.Join(", ", values);
                logger.Setting(setting.Name, text);
            }
        }
    }

    /// <summary>Where the memory goes.</summary>
    public static void Planned(ILogger logger, MemoryPlan memory) =>
        logger.MemoryPlanned(memory.MemoryBytes, memory.BatchCount, memory.BlockBytes, memory.Workers, memory.KeyBytes);

    /// <summary>The inputs as they were found to be.</summary>
    public static void Opened(ILogger logger, IEnumerable<JobInput> inputs)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }
        foreach (var input in inputs)
        {
            var source = input.Source.Description;
            var columns = input.Mapping.Layout.Columns;
            logger.InputOpened(
                source.Path,
                source.Format,
                source.Encoding,
                source.Delimiter,
                source.Headers.Count,
                source.LengthBytes,
                source.FirstRecordLine
            );
            logger.InputMapped(source.Path, columns.Count(column => column.Field is not null), columns.Count);
        }
    }

    /// <summary>The stages and the buckets of a job that ran to its end.</summary>
    public static void Ended(ILogger logger, RunReport report)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }
        foreach (var stage in report.Stages)
        {
            logger.StageEnded(stage.Name, stage.BusySeconds, stage.WaitSeconds);
        }
        var rows = report.Rows;
        logger.JobEnded(
            report.Job,
            report.Status,
            rows.Read,
            rows.Inserted,
            rows.Updated,
            rows.Unchanged,
            rows.Duplicate,
            rows.Rejected,
            rows.Filtered,
            report.Seconds,
            report.Bottleneck
        );
    }
}
