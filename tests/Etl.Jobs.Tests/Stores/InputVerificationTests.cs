using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Stores;

public sealed class InputVerificationTests : IDisposable
{
    // A duplicate by e-mail whose phone nobody has; two that match by one of two numbers and bring another.
    const string Contacts =
        "Name,Email,Phone,Mobile\n"
        + "Ann,ann@x.com,+12125550101,\n"
        + "Ann again,ann@x.com,+12125550102,\n"
        + "Bob,,+12125550103,+12125550104\n"
        + "Bob again,,+12125550109,+12125550103\n"
        + "Cy,cy@x.com,,\n"
        + "Nobody's key,,,\n";

    readonly TempFolder folder = new();

    static JobEnvironment Environment => new(() => Stream.Null, () => Stream.Null, TimeProvider.System);

    string Target => "sqlite:" + folder.File("contacts.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    [InlineData(DuplicatePolicy.Create)]
    public async Task A_sample_is_found_by_the_keys_that_its_records_were_looked_up_by(DuplicatePolicy policy)
    {
        await ImportAsync(folder.Write("a.csv", Contacts), policy);
        var result = await VerifyAsync(1);
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        Assert.Contains(result.Checks, check => check.Contains("sampled from the input", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sample_is_not_looked_for_when_a_later_job_has_updated_contacts()
    {
        await ImportAsync(folder.Write("a.csv", Contacts), DuplicatePolicy.Skip);
        await ImportAsync(
            folder.Write("b.csv", "Name,Phone,Mobile\nBob,+12125550777,+12125550104\n"),
            DuplicatePolicy.Update
        );
        var result = await VerifyAsync(1);
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        Assert.Contains(result.Checks, check => check.Contains("later jobs have changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task What_the_database_refused_is_not_sought_in_the_input(DuplicatePolicy policy)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await ImportRefusedAsync(database, policy);
        var result = await VerifyAsync(1, database.UriOf("people"));
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        Assert.Contains(
            "ok: Reading the input again gives 2 records rejected; the ledger says 5, of which the database refused 3 when they were written.",
            result.Checks
        );
        Assert.Contains(
            "ok: Of 20 records sampled from the input, 17 are found in the store by their match keys; 3 are not, and 3 of the input's were refused by the database.",
            result.Checks
        );
    }

    [Theory]
    [InlineData(2, "gives 2 records rejected")]
    [InlineData(4, "gives 2 records rejected")]
    [InlineData(0, "gives 2 records rejected", "17 are found")]
    public async Task A_wrong_number_of_refused_records_is_seen(long told, params string[] wrongs)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await ImportRefusedAsync(database, DuplicatePolicy.Skip);
        await TellRefusedAsync(database, told);
        var result = await VerifyAsync(1, database.UriOf("people"));
        Assert.False(result.IsConsistent);
        foreach (var wrong in wrongs)
        {
            Assert.Contains(
                result.Checks,
                check =>
                    check.StartsWith("WRONG", StringComparison.Ordinal)
                    && check.Contains(wrong, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Imports 22 records, of which the job rejects two for what they hold and the database refuses three.</summary>
    async Task ImportRefusedAsync(PostgresDatabase database, DuplicatePolicy policy)
    {
        await database.ExecuteAsync(
            "create table people (id bigserial primary key, email text unique, city text check (city <> 'Bad'))",
            TestContext.Current.CancellationToken
        );
        var records = Enumerable.Range(0, 20).Select(row => $"p{row}@x.com,{(row % 8 == 3 ? "Bad" : "Town")}\n");
        var text = "Email,City\n" + string.Concat(records) + "one@x.com,Town,more\ntwo@x.com,Town,more\n";
        var report = await ImportAsync(folder.Write("refused.csv", text), policy, database.UriOf("people"));
        Assert.Equal((17, 5), (report.Rows.Inserted, report.Rows.Rejected));
    }

    /// <summary>Makes the job's report tell another number than three.</summary>
    static async Task TellRefusedAsync(PostgresDatabase database, long told)
    {
        var token = TestContext.Current.CancellationToken;
        var report = RunReportJson.Read(await database.ScalarAsync<string>("select report from etl_job", token) ?? "");
        var falsified = report! with
        {
            Rejects = [new ReportCode(Codes.RowTooLong.Name, null, 2), new ReportCode("DB_23514", "City", told)],
        };
        await database.ExecuteAsync($"update etl_job set report = $json${RunReportJson.Write(falsified)}$json$", token);
    }

    Task<RunReport> ImportAsync(string input, DuplicatePolicy policy, string? target = null) =>
        new JobRunner(Environment).RunAsync(
            new JobOptions
            {
                Inputs = [input],
                Target = target ?? Target,
                OnDuplicate = policy,
            },
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );

    Task<VerifyResult> VerifyAsync(long jobId, string? target = null) =>
        new JobLedger(Environment, target ?? Target).VerifyAsync(jobId, TestContext.Current.CancellationToken);
}
