using System.Text;
using Etl.Core.Batches;
using Etl.Core.Conditions;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Databases.Sqlite;
using Etl.Testing;

namespace Etl.Databases.Tests.Sqlite;

public sealed class SqliteStoreTests
{
    static readonly string[] fields = ["email", "first_name", "custom.note"];

    [Fact]
    public async Task Naughty_values_come_back_byte_for_byte()
    {
        using var fixture = new StoreFixture();
        string[] naughty = [.. NaughtyStrings.All.Where(value => value.Length > 0), "a\0b", "\0"];
        await fixture.LoadAsync(
            StoreFixture.Layout(fields),
            [.. naughty.Select((value, index) => new[] { $"{index}@x", value, value })]
        );
        var rows = await ReadAsync(fixture, new StoreQuery(["first_name", "custom.note"], null));
        Assert.Equal(naughty.Select(value => (value, value)), rows.Select(row => (row[0], row[1])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public async Task Reading_the_keys_of_all_contacts_can_be_stopped(long? keysInMemory)
    {
        using var fixture = new StoreFixture { KeysInMemory = keysInMemory };
        var layout = StoreFixture.Layout("email");
        await fixture.LoadAsync(layout, [.. Enumerable.Range(0, 10_000).Select(row => new[] { $"{row}@x" })]);
        await using var store = await fixture.OpenAsync();
        using var stop = new CancellationTokenSource();
        var options = StoreFixture.Options(2, layout);
        var batches = 0;
        var stopping = options with { MemoryBytes = fixture.MemoryBytes, BindKeys = Stopping };

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await store.OpenSinkAsync(stopping, stop.Token)
        );

        Assert.Equal(1, batches);
        Assert.DoesNotContain(fixture.Folder.FileNames(), name => name.Contains("temporary", StringComparison.Ordinal));
        // Nobody holds the store any more.
        await using var sink = await store.OpenSinkAsync(options, TestContext.Current.CancellationToken);

        Action<RecordBatch> Stopping(BatchLayout keyLayout)
        {
            var compute = options.BindKeys(keyLayout);
            return batch =>
            {
                batches++;
                stop.Cancel();
                compute(batch);
            };
        }
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("foo")]
    [InlineData("5")]
    [InlineData("{\"note\":\"cat\"")]
    [InlineData("{\"a\":1} x")]
    public async Task Custom_fields_that_somebody_made_no_object_of_are_named_by_their_contact(string custom)
    {
        using var fixture = new StoreFixture();
        await fixture.LoadAsync(
            StoreFixture.Layout(fields),
            [
                ["a@x", "Ann", "n"],
            ]
        );
        fixture.Execute($"update contacts set custom = '{custom}'");

        var exception = await Assert.ThrowsAsync<PipelineException>(() =>
            fixture.LoadAsync(
                StoreFixture.Layout(fields),
                [
                    ["a@x", "Ann", "m"],
                ],
                options => options with { OnDuplicate = DuplicatePolicy.Update }
            )
        );

        Assert.Contains("custom fields of contact 1 ", exception.Message, StringComparison.Ordinal);
        Assert.Equal([custom], fixture.Query("select custom from contacts"));
    }

    [Fact]
    public async Task The_same_rows_again_change_nothing_at_all()
    {
        using var fixture = new StoreFixture();
        string[][] rows =
        [
            ["a@x", "Ann", "n"],
            ["b@x", "Ben", ""],
        ];
        await fixture.LoadAsync(StoreFixture.Layout(fields), rows);
        var before = fixture.Query("select * from contacts");
        var (_, outcomes) = await fixture.LoadAsync(
            StoreFixture.Layout(fields),
            rows,
            options => options with { OnDuplicate = DuplicatePolicy.Update, Now = StoreFixture.Now.AddDays(1) }
        );
        Assert.All(outcomes, outcome => Assert.Equal(RowOutcome.Unchanged, outcome));
        Assert.Equal(before, fixture.Query("select * from contacts"));
        Assert.Empty(fixture.Query("select * from etl_before"));
    }

    [Fact]
    public async Task Fail_stops_at_the_first_duplicate_and_names_its_record()
    {
        using var fixture = new StoreFixture();
        string[][] rows =
        [
            ["a@x", "Ann", ""],
            ["b@x", "Ben", ""],
            ["c@x", "Cid", ""],
            ["b@x", "Bob", ""],
        ];
        var failure = await Assert.ThrowsAsync<JobException>(() =>
            fixture.LoadAsync(
                StoreFixture.Layout(fields),
                rows,
                options => options with { OnDuplicate = DuplicatePolicy.Fail },
                2
            )
        );
        Assert.StartsWith("Record 4 is a duplicate of contact 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], fixture.Query("select id from contacts"));
    }

    [Fact]
    public async Task A_dry_run_leaves_no_trace()
    {
        using var fixture = new StoreFixture();
        var options = new SqliteStoreOptions { DryRun = true };
        await using (var store = await fixture.OpenAsync(options))
        {
            var jobId = await store.BeginJobAsync(StoreFixture.Start(), TestContext.Current.CancellationToken);
            var job = new LoadingJob(
                StoreFixture.Layout(fields),
                [
                    ["a@x", "", ""],
                    ["a@x", "", ""],
                ],
                1
            );
            await job.RunAsync(store, StoreFixture.Options(jobId, job.Layout), int.MaxValue);
            Assert.Equal([RowOutcome.Inserted, RowOutcome.DuplicateInFile], job.Outcomes);
        }
        Assert.Empty(fixture.Folder.FileNames());
    }

    [Fact]
    public async Task An_abandoned_sink_leaves_no_file_but_the_store()
    {
        using var fixture = new StoreFixture();
        await fixture.LoadAsync(
            StoreFixture.Layout(fields),
            [
                ["a@x", "", ""],
            ]
        );
        Assert.Equal(["contacts.db"], fixture.Folder.FileNames());
    }

    [Fact]
    public async Task A_second_writer_is_told_who_holds_the_store()
    {
        using var fixture = new StoreFixture();
        await using var first = await fixture.OpenAsync();
        var jobId = await first.BeginJobAsync(StoreFixture.Start(), TestContext.Current.CancellationToken);
        var options = StoreFixture.Options(jobId, StoreFixture.Layout(fields));
        await using var sink = await first.OpenSinkAsync(options, TestContext.Current.CancellationToken);
        await using var second = await fixture.OpenAsync();
        var failure = await Assert.ThrowsAsync<PipelineException>(async () =>
            await second.OpenSinkAsync(options, TestContext.Current.CancellationToken)
        );
        Assert.Contains($"process {Environment.ProcessId}, job {jobId}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pragma user_version = 2", "newer Etl")]
    [InlineData("pragma application_id = 7", "not a contact store")]
    public async Task A_store_that_is_not_ours_is_refused_in_words(string change, string message)
    {
        using var fixture = new StoreFixture();
        await using (await fixture.OpenAsync()) { }
        fixture.Execute(change);
        var failure = await Assert.ThrowsAsync<JobException>(async () => await fixture.OpenAsync());
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_a_folder_and_a_missing_store_are_refused_in_words()
    {
        using var fixture = new StoreFixture();
        var reading = new SqliteStoreOptions { CreateIfMissing = false };
        var missing = await Assert.ThrowsAsync<JobException>(async () => await fixture.OpenAsync(reading));
        Assert.Contains("There is no store", missing.Message, StringComparison.Ordinal);
        fixture.Folder.Write("contacts.db", string.Concat(Enumerable.Repeat("email,name\n", 500)));
        var text = await Assert.ThrowsAsync<JobException>(async () => await fixture.OpenAsync());
        Assert.Contains("not a contact store", text.Message, StringComparison.Ordinal);
        var folder = await Assert.ThrowsAsync<JobException>(async () =>
            await SqliteStore.OpenAsync(
                fixture.Folder.Path,
                reading,
                TimeProvider.System,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("is a folder", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_choose_rows_and_values_are_never_spliced()
    {
        using var fixture = new StoreFixture();
        string[][] rows =
        [
            ["a@x", "Ann", "9"],
            ["b@x", "B' or 1=1 --", "10"],
            ["c@x", "", ""],
        ];
        await fixture.LoadAsync(StoreFixture.Layout(fields), rows);
        Assert.Equal(
            "b@x",
            await EmailsAsync(new Condition.Compare("first_name", ComparisonOperator.Equal, rows[1][1]))
        );
        Assert.Equal("b@x", await EmailsAsync(new Condition.Compare("custom.note", ComparisonOperator.Greater, "9.5")));
        Assert.Equal("c@x", await EmailsAsync(new Condition.IsNull("custom.note")));
        Assert.Equal("a@x", await EmailsAsync(new Condition.Like("first_name", "aN%")));
        Assert.Equal("a@x c@x", await EmailsAsync(new Condition.Not(new Condition.In("email", ["b@x", "'"]))));
        Assert.Equal("", await EmailsAsync(new Condition.Not(new Condition.Like("email", "%"))));
        Assert.Equal("b@x", await EmailsAsync(new Condition.Not(new Condition.Like("first_name", "a%"))));
        var unknown = await Assert.ThrowsAsync<JobException>(() => EmailsAsync(new Condition.IsNull("shoe_size")));
        Assert.Contains("'shoe_size' is not a field", unknown.Message, StringComparison.Ordinal);

        async Task<string> EmailsAsync(Condition where) =>
            string.Join(' ', (await ReadAsync(fixture, new StoreQuery(["email"], where))).Select(row => row[0]));
    }

    [Fact]
    public async Task Consent_moves_back_only_when_asked_and_the_rest_is_counted()
    {
        using var fixture = new StoreFixture();
        var layout = StoreFixture.Layout("email", "consent");
        await fixture.LoadAsync(
            layout,
            [
                ["a@x", "unsubscribed"],
            ]
        );
        var update = (StoreSinkOptions options) => options with { OnDuplicate = DuplicatePolicy.Update };
        await fixture.LoadAsync(
            layout,
            [
                ["a@x", "subscribed"],
            ],
            update
        );
        Assert.Equal("unsubscribed", fixture.Query("select consent from contacts").Single());
        await fixture.LoadAsync(
            layout,
            [
                ["a@x", "subscribed"],
            ],
            given => update(given) with { AllowResubscribe = true }
        );
        Assert.Equal("subscribed", fixture.Query("select consent from contacts").Single());
    }

    [Fact]
    public async Task The_inputs_own_time_stamps_win()
    {
        using var fixture = new StoreFixture();
        string[][] rows =
        [
            ["a@x", "2001-01-01"],
            ["b@x", ""],
        ];
        await fixture.LoadAsync(StoreFixture.Layout("email", "created_at"), rows);
        Assert.Equal(
            ["2001-01-01|2026-05-06T07:08:09Z", "2026-05-06T07:08:09Z|2026-05-06T07:08:09Z"],
            fixture.Query("select created_at, updated_at from contacts order by id")
        );
    }

    static async Task<List<string[]>> ReadAsync(StoreFixture fixture, StoreQuery query)
    {
        var token = TestContext.Current.CancellationToken;
        await using var store = await fixture.OpenAsync();
        await using var source = await store.OpenSourceAsync(query, token);
        var layout = StoreFixture.Layout([.. source.Description.Headers]);
        var batch = new RecordBatch(1 << 13);
        var rows = new List<string[]>();
        while (await source.ReadAsync(batch.Block, token))
        {
            batch.Reset(layout, 0);
            source.CreateParser().Parse(batch);
            for (var row = 0; row < batch.RowCount; row++)
            {
                rows.Add([
                    .. Enumerable
                        .Range(0, batch.ColumnCount)
                        .Select(column => Encoding.UTF8.GetString(batch.Value(row, column))),
                ]);
            }
        }
        return rows;
    }
}
