using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Tests.Sqlite;

public sealed class SqliteUndoTests
{
    static readonly string[] fields = ["email", "first_name", "custom.color"];

    [Fact]
    public async Task Updated_contacts_are_restored_and_inserted_ones_removed()
    {
        using var fixture = new StoreFixture();
        await LoadAsync(fixture, ["a@x", "Ann", "red"], ["b@x", "Ben", ""]);
        var before = fixture.Query("select * from contacts order by id");
        var jobId = await LoadAsync(fixture, ["a@x", "Anna", "blue"], ["c@x", "Cid", ""], ["a@x", "Annie", ""]);
        Assert.Equal(3, fixture.Query("select id from contacts").Count);
        var result = await UndoAsync(fixture, jobId);
        Assert.Equal((1L, 1L, 0L), (result.Removed, result.Restored, result.Left));
        Assert.Equal(before, fixture.Query("select * from contacts order by id"));
        await AssertConsistentAsync(fixture, 1);
        Assert.Equal("Undone", fixture.Query("select state from etl_job where id = 2").Single());
    }

    [Fact]
    public async Task Contacts_that_others_changed_since_are_left_and_named()
    {
        using var fixture = new StoreFixture();
        await LoadAsync(fixture, ["a@x", "Ann", ""], ["b@x", "Ben", ""]);
        fixture.Execute("update contacts set first_name = 'Before' where id = 2");
        var jobId = await LoadAsync(
            fixture,
            ["a@x", "Anna", ""],
            ["b@x", "Bea", ""],
            ["c@x", "C", ""],
            ["d@x", "D", ""]
        );
        fixture.Execute("update contacts set first_name = 'Hand' where id in (1, 3)");
        await LoadAsync(fixture, ["d@x", "Later", ""]);
        var result = await UndoAsync(fixture, jobId);
        Assert.Equal([1L, 3L, 4L], result.LeftIds);
        Assert.Equal((0L, 1L, 3L), (result.Removed, result.Restored, result.Left));
        Assert.Equal(["Hand", "Before", "Hand", "Later"], fixture.Query("select first_name from contacts order by id"));
    }

    [Fact]
    public async Task Jobs_undone_newest_first_lead_back_to_the_start()
    {
        using var fixture = new StoreFixture();
        var first = await LoadAsync(fixture, ["a@x", "One", ""]);
        var second = await LoadAsync(fixture, ["a@x", "Two", ""]);
        var third = await LoadAsync(fixture, ["a@x", "Three", ""]);
        await UndoAsync(fixture, third);
        Assert.Equal("Two", fixture.Query("select first_name from contacts").Single());
        await UndoAsync(fixture, second);
        Assert.Equal("One", fixture.Query("select first_name from contacts").Single());
        await UndoAsync(fixture, first);
        Assert.Empty(fixture.Query("select first_name from contacts"));
        var fourth = await LoadAsync(fixture, ["a@x", "Four", ""]);
        Assert.Equal("2|4", fixture.Query("select id, job_id from contacts").Single());
        await AssertConsistentAsync(fixture, fourth);
    }

    [Fact]
    public async Task A_job_that_left_contacts_is_undone_again_when_the_later_one_is_undone()
    {
        using var fixture = new StoreFixture();
        var first = await LoadAsync(fixture, ["a@x", "One", ""], ["b@x", "One", ""]);
        var second = await LoadAsync(fixture, ["a@x", "Two", ""]);
        var third = await LoadAsync(fixture, ["a@x", "Three", ""]);
        var undone = await UndoAsync(fixture, first);
        Assert.Equal((1L, 0L, 1L), (undone.Removed, undone.Restored, undone.Left));
        Assert.Equal(["1"], undone.LeftKeys);
        Assert.Equal([third], undone.LaterJobs);
        undone = await UndoAsync(fixture, second);
        Assert.Equal((0L, 0L, 1L), (undone.Removed, undone.Restored, undone.Left));
        Assert.Equal([third], undone.LaterJobs);
        foreach (var job in (long[])[second, first])
        {
            var refused = await Assert.ThrowsAsync<JobException>(() => UndoAsync(fixture, job));
            Assert.Contains($"has been undone already", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"Undo job {third} first", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(1, (await UndoAsync(fixture, third)).Restored);
        Assert.Equal(1, (await UndoAsync(fixture, second)).Restored);
        Assert.Equal("One", fixture.Query("select first_name from contacts").Single());
        Assert.Equal(1, (await UndoAsync(fixture, first)).Removed);
        Assert.Empty(fixture.Query("select id from contacts"));
        var nothing = await Assert.ThrowsAsync<JobException>(() => UndoAsync(fixture, first));
        Assert.Contains("there is nothing to do", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_twice_or_a_running_job_is_refused_in_words()
    {
        using var fixture = new StoreFixture();
        var jobId = await LoadAsync(fixture, ["a@x", "Ann", ""]);
        await UndoAsync(fixture, jobId);
        var twice = await Assert.ThrowsAsync<JobException>(() => UndoAsync(fixture, jobId));
        Assert.Contains("has been undone already", twice.Message, StringComparison.Ordinal);
        await using var store = await fixture.OpenAsync();
        var running = await store.BeginJobAsync(
            StoreFixture.Start() with
            {
                StartedAt = TimeProvider.System.GetUtcNow(),
            },
            TestContext.Current.CancellationToken
        );
        var refused = await Assert.ThrowsAsync<JobException>(() => UndoAsync(fixture, running));
        Assert.Contains("still running", refused.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<JobException>(() => UndoAsync(fixture, 99));
        Assert.Contains("knows no job 99", unknown.Message, StringComparison.Ordinal);
    }

    static async Task<long> LoadAsync(StoreFixture fixture, params string[][] rows)
    {
        var layout = StoreFixture.Layout(fields);
        var (jobId, _) = await fixture.LoadAsync(
            layout,
            rows,
            options =>
                options with
                {
                    OnDuplicate = DuplicatePolicy.Update,
                    Now = StoreFixture.Now.AddDays(rows.Length),
                },
            rowsPerChunk: 2
        );
        return jobId;
    }

    static async Task<UndoResult> UndoAsync(StoreFixture fixture, long jobId)
    {
        await using var store = await fixture.OpenAsync();
        return await store.UndoAsync(jobId, TestContext.Current.CancellationToken);
    }

    static async Task AssertConsistentAsync(StoreFixture fixture, long jobId)
    {
        await using var store = await fixture.OpenAsync();
        var result = await store.VerifyAsync(jobId, TestContext.Current.CancellationToken);
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
    }
}
