using System.Globalization;
using Etl.Testing;

namespace Etl.Trials.Truth;

/// <summary>The truth as tables, what each policy makes of it, written in SQL, and the comparison with what was loaded.</summary>
static class ExpectedContacts
{
    const string Keys = "external_id, email, phone, mobile";

    const int DifferencesShown = 5;

    /// <summary>
    /// Applies the records one by one in file order, as the meaning of an update is defined: a record with an e-mail looks for
    /// that, one without for either of its numbers; the oldest contact counts; an empty value changes nothing. Without
    /// <c>offset 0</c> the server would walk the contacts by id until one fits.
    /// </summary>
    const string ApplyOneByOne = """
        create table {0}_update (id bigserial primary key, external_id text, email text, phone text, mobile text);
        create index on {0}_update (email);
        create index on {0}_update (phone);
        create index on {0}_update (mobile);
        set enable_seqscan = off;
        do $$
        declare
            r record;
            found_id bigint;
        begin
            for r in select * from {0} where bucket <> 'rejected' order by record loop
                if r.email is not null then
                    select min(id) into found_id from (
                        select id from {0}_update where email = r.email offset 0
                    ) same;
                else
                    select min(id) into found_id from (
                        select id from {0}_update
                        where phone in (r.phone, r.mobile) or mobile in (r.phone, r.mobile) offset 0
                    ) same;
                end if;
                if found_id is null then
                    insert into {0}_update (external_id, email, phone, mobile)
                    values (r.external_id, r.email, r.phone, r.mobile);
                else
                    update {0}_update set external_id = r.external_id, email = coalesce(r.email, email),
                        phone = coalesce(r.phone, phone), mobile = coalesce(r.mobile, mobile) where id = found_id;
                end if;
            end loop;
        end $$;
        """;

    /// <summary>Loads a truth file into the table <paramref name="name"/>.</summary>
    public static async Task LoadTruthAsync(
        PostgresDatabase database,
        string name,
        string path,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.ExecuteAsync($"create unlogged table {name}_lines (line json)", cancellationToken);
        // The values hold no backslashes, so lines of JSON are lines of COPY text.
        await using (
            var copy = await connection.BeginTextImportAsync($"copy {name}_lines from stdin", cancellationToken)
        )
        {
            using var lines = new StreamReader(path);
            var block = new char[1 << 16];
            while (await lines.ReadAsync(block, cancellationToken) is > 0 and var length)
            {
                await copy.WriteAsync(block.AsMemory(0, length), cancellationToken);
            }
        }
        await database.ExecuteAsync(
            $"""
            create table {name} as select (line->>'record')::bigint as record, 'C-' || (line->>'record') as external_id,
                line->>'bucket' as bucket, line->>'email' as email, line->>'phone' as phone, line->>'mobile' as mobile
            from {name}_lines;
            drop table {name}_lines
            """,
            cancellationToken
        );
    }

    /// <summary>Makes the tables of what <c>skip</c>, <c>create</c> and <c>update</c> must lead to.</summary>
    public static Task MakeAsync(PostgresDatabase database, string name, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            $"""
            create view {name}_skip as select {Keys} from {name} where bucket = 'inserted';
            create view {name}_create as select {Keys} from {name} where bucket <> 'rejected';
            {string.Format(CultureInfo.InvariantCulture, ApplyOneByOne, name)}
            """,
            cancellationToken
        );

    /// <summary>The buckets that a policy must lead to.</summary>
    public static async Task<ReportedCounts> CountsAsync(
        PostgresDatabase database,
        string name,
        string policy,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.RowsAsync(
            $"""
            select (select count(*) from {name}_{policy}), count(*) filter (where bucket <> 'rejected'),
                count(*) filter (where bucket = 'rejected') from {name}
            """,
            cancellationToken
        );
        var counts = Array.ConvertAll(rows[0], text => long.Parse(text!, CultureInfo.InvariantCulture));
        var (inserted, sound, rejected) = (counts[0], counts[1], counts[2]);
        // Every duplicate has an external id of its own, so none leaves its contact unchanged.
        return policy == "update"
            ? new ReportedCounts(inserted, sound - inserted, 0, 0, rejected)
            : new ReportedCounts(inserted, 0, 0, sound - inserted, rejected);
    }

    /// <summary>Compares a schema's contacts with an expected table, each row as often as it is there.</summary>
    public static async Task<Comparison> CompareAsync(
        PostgresDatabase database,
        string expected,
        string schema,
        CancellationToken cancellationToken
    )
    {
        var differences = $"""
            (select 'missing' as what, * from (select {Keys} from {expected} except all select {Keys} from {schema}.contacts) m
            union all
            select 'too much', * from (select {Keys} from {schema}.contacts except all select {Keys} from {expected}) t)
            """;
        var first = await database.RowsAsync(
            $"select * from {differences} d order by length(external_id), external_id limit {DifferencesShown}",
            cancellationToken
        );
        return new Comparison(
            await database.ScalarAsync<long>($"select count(*) from {schema}.contacts", cancellationToken),
            await database.ScalarAsync<long>($"select count(*) from {differences} d", cancellationToken),
            [.. first.Select(row => string.Join(" | ", row))]
        );
    }

    /// <summary>Compares what a failed job left with the truth up to the last record that is there.</summary>
    public static async Task<FailedComparison> CompareFailedAsync(
        PostgresDatabase database,
        string name,
        string schema,
        CancellationToken cancellationToken
    )
    {
        var last = await database.ScalarAsync<long>(
            $"select coalesce(max(substr(external_id, 3)::bigint), 0) from {schema}.contacts",
            cancellationToken
        );
        await database.ExecuteAsync(
            $"create view {schema}.expected as select {Keys} from {name} where bucket = 'inserted' and record <= {last}",
            cancellationToken
        );
        var comparison = await CompareAsync(database, $"{schema}.expected", schema, cancellationToken);
        var duplicate = await database.ScalarAsync<long>(
            $"select min(record) from {name} where bucket = 'duplicate'",
            cancellationToken
        );
        var inChunks = await database.ScalarAsync<decimal>(
            $"select coalesce(sum(inserted), 0) from {schema}.etl_chunk",
            cancellationToken
        );
        var isWrong = last >= duplicate || last == 0 || inChunks != comparison.Rows;
        return new FailedComparison(comparison.Rows, comparison.Differences + (isWrong ? 1 : 0), last, duplicate);
    }
}
