using System.Diagnostics;
using System.Globalization;
using System.Text;
using Etl.Testing;
using Etl.Trials.Truth;

namespace Etl.Trials;

/// <summary>
/// Promise: 200,000 changed rows are imported into 10,000,000 contacts with <c>--on-duplicate update</c> in under a minute, and
/// only they change. Among them come some unchanged and some new ones, so that every count says something.
/// </summary>
sealed class ScaleUpdateTrial(string program, int existing, int changed, Random random, TextWriter output)
{
    const int SecondsMax = 60;

    /// <summary>One unchanged and one new row for so many changed ones.</summary>
    const int OthersShare = 20;

    static readonly TimeSpan timeout = TimeSpan.FromMinutes(30);

    /// <summary>What nothing may change: all contacts but those that the file changes.</summary>
    const string UntouchedHash = """
        select count(*) || ' ' || sum(hashtextextended(c::text, 0)) from contacts c
        where not exists (select from changed where changed.email = c.email) and id <= {0}
        """;

    /// <summary>Runs it and returns the exit code: 0 when the counts are exact and the time is kept.</summary>
    public async Task<int> RunAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var database = await server.AddDatabaseAsync(cancellationToken);
        await FillAsync(database, folder, cancellationToken);
        var numbers = Numbers();
        await MarkChangedAsync(database, numbers[..changed], cancellationToken);
        var lastId = await database.ScalarAsync<long>("select max(id) from contacts", cancellationToken);
        var untouched = string.Format(CultureInfo.InvariantCulture, UntouchedHash, lastId);
        var before = await database.ScalarAsync<string>(untouched, cancellationToken);
        await database.ExecuteAsync("checkpoint", cancellationToken);

        var file = folder.Write("changes.csv", Changes(numbers));
        var watch = Stopwatch.StartNew();
        var result = await ImportAsync(database, folder, file, cancellationToken);
        var elapsed = watch.Elapsed;
        Say($"imported into {existing} contacts in {elapsed.TotalSeconds:F1} s, exit {result.ExitCode} {result.Error}");

        var others = changed / OthersShare;
        var expected = new ReportedCounts(others, changed, others, 0, 0);
        var counts = await ReportedCounts.ReadAsync(folder.File("report.json"), cancellationToken);
        Say($"report {counts}");
        var wrong = await database.ScalarAsync<long>(Wrong, cancellationToken);
        var rows = await database.ScalarAsync<long>("select count(*) from contacts", cancellationToken);
        var after = await database.ScalarAsync<string>(untouched, cancellationToken);
        Say($"{rows} rows, {wrong} changed contacts that are not as they must be; untouched {before} and {after}");
        var isExact = counts == expected && wrong == 0 && rows == existing + others && before == after;
        var isInTime = elapsed.TotalSeconds < SecondsMax;
        Say($"{(isExact ? "counts exact" : "DIFFERENT")}, {(isInTime ? "in time" : "TOO SLOW")}");
        return isExact && isInTime ? 0 : 1;
    }

    /// <summary>A changed contact has its new title and its old name, was updated by the second job, and has its company kept.</summary>
    const string Wrong = """
        select count(*) from changed left join contacts using (email)
        where contacts.id is null or title is distinct from 'Changed ' || changed.number
            or first_name is distinct from 'First' || changed.number or company is distinct from 'Company ' || changed.number % 1000
            or updated_at = created_at
        """;

    /// <summary>Etl makes the table; the contacts come by SQL, and the indexes again behind them.</summary>
    async Task FillAsync(PostgresDatabase database, TempFolder folder, CancellationToken cancellationToken)
    {
        var first = folder.Write("first.csv", Header + Line(1, "Title 1", "Company 1"));
        var result = await ImportAsync(database, folder, first, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.ToString());
        }
        var watch = Stopwatch.StartNew();
        await database.ExecuteAsync(
            $"""
            create temp table definitions as select indexname, indexdef from pg_indexes
                where tablename = 'contacts' and indexname not in (select conname from pg_constraint);
            do $$ declare d record; begin
                for d in select * from definitions loop execute 'drop index ' || quote_ident(d.indexname); end loop;
            end $$;
            insert into contacts (job_id, created_at, updated_at, first_name, last_name, email, phone, title, company)
            select 1, now(), now(), 'First' || n, 'Last' || n, 'person' || n || '@example.com', '+49' || (1500000000 + n),
                'Title ' || n, 'Company ' || n % 1000
            from generate_series(2, {existing}) n;
            do $$ declare d record; begin
                for d in select * from definitions loop execute d.indexdef; end loop;
            end $$;
            analyze contacts
            """,
            cancellationToken
        );
        Say($"{existing} contacts made in {watch.Elapsed.TotalSeconds:F0} s");
    }

    /// <summary>Different numbers of existing contacts in random order: the changed ones, then the unchanged ones.</summary>
    int[] Numbers()
    {
        var numbers = new HashSet<int>();
        while (numbers.Count < changed + changed / OthersShare)
        {
            numbers.Add(2 + random.Next(existing - 1));
        }
        return [.. numbers];
    }

    static async Task MarkChangedAsync(PostgresDatabase database, int[] numbers, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            $$"""
            create table changed as select number, 'person' || number || '@example.com' as email
            from unnest('{{{string.Join(',', numbers)}}}'::int[]) number;
            create index on changed (email);
            analyze changed
            """,
            cancellationToken
        );

    string Changes(int[] numbers)
    {
        var lines = new StringBuilder(Header);
        for (var index = 0; index < numbers.Length; index++)
        {
            var number = numbers[index];
            // The company is left empty: an empty value erases nothing.
            lines.Append(Line(number, index < changed ? $"Changed {number}" : $"Title {number}", ""));
            if (index % OthersShare == 0 && index < changed)
            {
                lines.Append(Line(existing + 1 + index, "New", "New Company"));
            }
        }
        return lines.ToString();
    }

    const string Header = "First Name,Last Name,Email,Phone,Job Title,Company\n";

    static string Line(int number, string title, string company) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"First{number},Last{number},person{number}@example.com,+49{1500000000L + number},{title},{company}\n"
        );

    Task<ProcessResult> ImportAsync(
        PostgresDatabase database,
        TempFolder folder,
        string file,
        CancellationToken cancellationToken
    ) =>
        ProcessRunner.RunAsync(
            new ProcessCommand(
                program,
                "import",
                file,
                "--to",
                database.Uri,
                "--on-duplicate",
                "update",
                "--report",
                folder.File("report.json"),
                "--quiet"
            )
            {
                Timeout = timeout,
            },
            cancellationToken
        );

    void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
