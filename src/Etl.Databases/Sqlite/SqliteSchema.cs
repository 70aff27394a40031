using System.Globalization;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Databases.Sqlite;

/// <summary>
/// The tables of a store. <c>contacts</c> holds one text column per field that some job has mapped; <c>etl_before</c> has
/// the same columns and keeps each contact as it was before a job first changed it; the other tables are the ledger.
/// </summary>
static class SqliteSchema
{
    /// <summary>Version of these tables, in <c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>"Etl1" in ASCII, in <c>PRAGMA application_id</c>.</summary>
    public const int ApplicationId = 0x45746C31;

    /// <summary>Column of the custom fields: a JSON object of texts.</summary>
    public const string CustomColumn = "custom";

    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";

    /// <summary>
    /// The trigger remembers contacts that somebody else changes, so that undo leaves them alone. Etl raises
    /// <c>writing</c> inside its own transactions, where nobody else can see it. The job that had last written the contact
    /// is part of the key: it says whether the edit came before or after a given job.
    /// </summary>
    const string Tables = """
        create table contacts (id integer primary key, job_id integer, created_at text, updated_at text, custom text);
        create table etl_before (for_job integer not null, id integer not null, job_id integer, created_at text,
            updated_at text, custom text, primary key (for_job, id)) without rowid;
        create table etl_job (id integer primary key autoincrement, options text not null, inputs text not null,
            tool_version text not null, started_at text not null, process_id integer not null, state text not null,
            finished_at text, report text);
        create table etl_chunk (job_id integer not null, chunk integer not null, checkpoint text not null,
            first_id integer, last_id integer, inserted integer not null, checksum integer not null,
            primary key (job_id, chunk)) without rowid;
        create table etl_edit (id integer not null, job_id integer not null, edited_at text not null,
            primary key (id, job_id)) without rowid;
        create table etl_state (writing integer not null);
        insert into etl_state values (0);
        create trigger etl_contact_edited after update on contacts when (select writing from etl_state) = 0
        begin
            insert or replace into etl_edit values (old.id, coalesce(old.job_id, 0), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
        end;
        """;

    static readonly string[] ownColumns = ["id", "job_id", CreatedAt, UpdatedAt, CustomColumn];

    /// <summary>Makes the tables in an empty file, or checks those that are there.</summary>
    public static void Prepare(SqliteDatabase database)
    {
        if (database.QueryNumber("select count(*) from sqlite_schema") == 0)
        {
            Create(database);
        }
        if (database.QueryNumber("pragma application_id") != ApplicationId)
        {
            throw SqliteFailures.NotAStore(database.Path);
        }
        var version = database.QueryNumber("pragma user_version");
        if (version > Version)
        {
            throw new JobException(
                FormattableString.Invariant(
                    $"The store '{database.Path}' was made by a newer Etl (store version {version}, this Etl knows {Version}); use that newer Etl, or name another file with --to sqlite:FILE."
                )
            );
        }
    }

    /// <summary>The columns of <c>contacts</c> that hold fields, in the order of the table; <c>custom</c> is not among them.</summary>
    public static List<string> FieldColumns(SqliteDatabase database)
    {
        var names = new List<string>();
        using var statement = database.Prepare("select name from pragma_table_info('contacts')");
        while (statement.Read())
        {
            names.Add(statement.Text(0));
        }
        names.RemoveAll(name => name is "id" or "job_id" or CustomColumn);
        return names;
    }

    /// <summary>Adds the columns that are still missing, to the contacts and to their before-images.</summary>
    public static void AddColumns(SqliteDatabase database, IEnumerable<ContactField> fields)
    {
        var existing = FieldColumns(database).Concat(ownColumns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields.Where(field => !field.IsCustom).DistinctBy(field => field.Name))
        {
            if (existing.Add(field.Name))
            {
                database.Execute($"alter table contacts add column {Quote(field.Name)} text");
                database.Execute($"alter table etl_before add column {Quote(field.Name)} text");
            }
        }
    }

    /// <summary>A name as an SQL identifier.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Names as SQL identifiers, joined by commas.</summary>
    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    static void Create(SqliteDatabase database)
    {
        database.Execute("pragma page_size = 16384");
        database.Begin();
        try
        {
            if (database.QueryNumber("select count(*) from sqlite_schema") == 0)
            {
                database.Execute(Tables);
                database.Execute(
                    string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {ApplicationId}")
                );
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {Version}"));
            }
            database.Commit();
        }
        finally
        {
            database.Rollback();
        }
    }
}
