using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Connections;

namespace Etl.Jobs.Options;

/// <summary>Refuses options that cannot work together, before anything is opened. One sentence each: what, why, what to do.</summary>
public static class JobOptionsValidator
{
    /// <summary>64 MB: below it blocks, queues and keys have no room.</summary>
    public const long MemoryBytesMin = 64L << 20;

    /// <summary>Throws <see cref="JobException"/> for the first thing that is wrong.</summary>
    public static void Validate(JobOptions options)
    {
        ValidateFiles(options);
        ValidateQuery(options);
        ValidateFields(options);
        ValidateRunning(options);
    }

    static void ValidateFiles(JobOptions options)
    {
        var command = $"etl {SettingValue.ChoiceName(options.Kind)}";
        if (options.Kind != JobKind.Export && options.Inputs.Count == 0)
        {
            throw new JobException(
                $"{command} needs an input; name a file, a glob or - for standard input, for example '{command} contacts.csv'."
            );
        }
        if (options.Kind is JobKind.Clean or JobKind.Export && options.Output is null && !options.DryRun)
        {
            throw new JobException(
                $"{command} needs an output; name it with --out FILE (or --out - for standard output)."
            );
        }
        if (options.Inputs.Count(input => input == "-") > 1)
        {
            throw new JobException("Standard input (-) is named twice; it can be read once only.");
        }
        if (options.As is { } shape)
        {
            ValidateShape(options, shape);
        }
        if (
            options
            is { Kind: JobKind.Clean, Json: true, Output: "-" }
                or { Kind: JobKind.Export, Json: true, Output: "-" }
        )
        {
            throw new JobException(
                "--json and --out - would both write to standard output; write the data to a file with --out FILE, or the report with --report FILE."
            );
        }
    }

    static void ValidateShape(JobOptions options, string shape)
    {
        if (shape == "etl")
        {
            return;
        }
        if (FormatCatalog.Find(shape) is null)
        {
            var names = FormatCatalog.All.Select(format => format.Name).Prepend("etl").ToList();
            throw new JobException(
                $"--as was given '{shape}', which is no known format; the formats are {string.Join(", ", names)}.{NearestNames.Sentence(shape, names)}"
            );
        }
        if (options is { Kind: JobKind.Export, Columns.Count: > 0 })
        {
            throw new JobException(
                $"--as {shape} has the columns of that program, so --columns cannot choose others; leave one of the two out."
            );
        }
    }

    static void ValidateQuery(JobOptions options)
    {
        if (options.Query is null)
        {
            return;
        }
        if (options.Kind == JobKind.Export)
        {
            if (!PostgresAddress.IsPostgres(options.From))
            {
                throw new JobException(
                    "--query is for PostgreSQL, and --from names another store; name a database, for example --from postgres://user@host/crm."
                );
            }
            if (options.Columns.Count > 0 || options.Where is not null)
            {
                throw new JobException(
                    "--query chooses rows and columns itself, so --columns and --where cannot be used with it; write them into the query."
                );
            }
        }
        else if (options.Inputs is not [{ } input] || !PostgresAddress.IsPostgres(input))
        {
            throw new JobException(
                "--query is read from one PostgreSQL database; name it as the only input, for example 'etl import postgres://user@host/crm --query \"select * from people\"'."
            );
        }
    }

    static void ValidateFields(JobOptions options)
    {
        foreach (var (column, field) in options.Set)
        {
            RequireField(field, $"--set \"{column}={field}\"");
        }
        foreach (var (field, _) in options.Defaults)
        {
            RequireField(field, $"--default {field}=...");
        }
        foreach (var field in options.Require)
        {
            RequireField(field, $"--require {field}");
        }
        foreach (var (field, policy) in options.Merge)
        {
            RequireMergeable(field, policy, $"--merge {field}={SettingValue.ChoiceName(policy)}");
        }
        foreach (var field in options.Columns)
        {
            RequireColumn(field);
        }
    }

    static void RequireMergeable(string name, MergePolicy policy, string option)
    {
        RequireField(name, option);
        var field = ContactFields.Find(name)!;
        if (policy == MergePolicy.Append && field.Kind is not (FieldKind.Tags or FieldKind.MultilineText))
        {
            throw new JobException(
                $"{option} would put two values into a field that holds one; append is for tags, notes, street and custom fields, so use keep, overwrite or fill."
            );
        }
        if (field.Name == "updated_at")
        {
            throw new JobException($"{option} is not possible: updated_at always tells the last change; leave it out.");
        }
    }

    static void RequireColumn(string field)
    {
        string[] own = ["id", "job_id"];
        if (!own.Contains(field, StringComparer.OrdinalIgnoreCase))
        {
            RequireField(field, $"--columns {field}");
        }
    }

    static void RequireField(string field, string option)
    {
        if (ContactFields.TypeProblem(field, isWritten: true) is { } problem)
        {
            throw new JobException($"{option} cannot be used. {problem}");
        }
        if (ContactFields.Find(field) is not null)
        {
            return;
        }
        var names = ContactFields.All.Select(known => known.Name).ToList();
        var hint = NearestNames.One(field, names) is { } near
            ? $"Did you mean '{near}'?"
            : $"The fields are {string.Join(", ", names)}, and custom.NAME for anything else.";
        throw new JobException($"{option} names the field '{field}', which does not exist. {hint}");
    }

    static void ValidateRunning(JobOptions options)
    {
        if (options.MemoryBytes < MemoryBytesMin)
        {
            throw new JobException(
                $"--memory was given {ByteSize.Format(options.MemoryBytes)}; a job needs at least {ByteSize.Format(MemoryBytesMin)}, for example --memory 512MB."
            );
        }
        if (options is { Country: { } country } && (country.Length != 2 || !country.All(char.IsAsciiLetter)))
        {
            throw new JobException(
                $"--country was given '{country}'; expected a two-letter country code of ISO 3166, for example --country US."
            );
        }
        if (options.Merge.Count > 0 && options.OnDuplicate != DuplicatePolicy.Update)
        {
            throw new JobException(
                "--merge says what an update does, but duplicates are not updated; add --on-duplicate update, or leave it out."
            );
        }
        if (options.Kind == JobKind.Import)
        {
            ValidateTarget(options);
        }
    }

    static void ValidateTarget(JobOptions options)
    {
        ShardOptions.Validate(options);
        if (!PostgresAddress.IsPostgres(options.Target))
        {
            RefusePostgresOptions(options);
        }
        else if (PostgresAddress.Parse(options.Target).Query is not null)
        {
            throw new JobException(
                "--to names a query, which can be read but not written; name a table, for example --to postgres://USER@HOST/DATABASE?table=public.contacts."
            );
        }
    }

    static void RefusePostgresOptions(JobOptions options)
    {
        var (given, instead) = options switch
        {
            { Publish: PublishMode.Staged } => (
                "--publish staged",
                "leave it out (an interrupted import can be resumed or undone)"
            ),
            { Connections: not null } => ("--connections", "leave it out (the embedded store has one writer)"),
            { Shard: not null } => ("--shard", "leave it out (an embedded store is one file of one machine)"),
            { Indexes: not IndexMode.Match } => ("--indexes", "leave it out"),
            _ => ("", ""),
        };
        if (given.Length > 0)
        {
            throw new JobException(
                $"{given} is for PostgreSQL and the target is the embedded store; {instead}, or name a database with --to postgres://USER@HOST/DATABASE."
            );
        }
    }
}
