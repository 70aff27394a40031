using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Postgres.Matching;
using Etl.Databases.Stores;
using Etl.Databases.Tests.Sqlite;

namespace Etl.Databases.Tests.Postgres.Matching;

public sealed class ChunkDeciderTests
{
    readonly ContactMatcher matcher;
    readonly RecordBatch batch = new(1 << 14);
    readonly ChunkRows rows;
    readonly ChunkDecider decider;

    public ChunkDeciderTests()
    {
        var layout = StoreFixture.Layout("email");
        StoreFixture.Fill(
            batch,
            layout,
            [
                ["ann@x.org"],
                ["bob@x.org"],
            ]
        );
        rows = new ChunkRows(0, [batch]);
        var options = StoreFixture.Options(1, layout);
        var known = new StoreMatcher(options, new KeyMemory(options), "", static (_, _) => true);
        matcher = known.Recent;
        decider = new ChunkDecider(options, known, new ContactOwners(), stored: null, contacts: null);
    }

    [Fact]
    public async Task What_the_server_refuses_of_a_chunk_on_its_way_does_not_count_before_it_is_settled()
    {
        await DecideAsync();
        matcher.Clear();

        rows.Refuse(0, new Refusal(Codes.Database("23514"), Column: null, "No."));
        decider.Register(rows);

        Assert.Equal([rows.Owners[0], rows.Owners[1]], [Find(0), Find(1)]);
    }

    [Fact]
    public async Task A_row_that_was_refused_is_no_contact_when_its_chunk_is_decided_again()
    {
        await DecideAsync();
        rows.Refuse(0, new Refusal(Codes.Database("23514"), Column: null, "No."));

        decider.Forget(rows);
        await DecideAsync();

        Assert.Equal([RowAction.Refused, RowAction.Insert], rows.Actions.ToArray());
        Assert.Equal([0, rows.Owners[1]], [Find(0), Find(1)]);
    }

    [Fact]
    public async Task A_chunk_that_could_not_be_decided_leaves_nothing_behind()
    {
        var layout = StoreFixture.Layout("email");
        var twice = new RecordBatch(1 << 14);
        StoreFixture.Fill(
            twice,
            layout,
            [
                ["ann@x.org"],
                ["bob@x.org"],
                ["ann@x.org"],
            ]
        );
        var options = StoreFixture.Options(1, layout) with { OnDuplicate = DuplicatePolicy.Fail };
        using var known = new StoreMatcher(options, new KeyMemory(options), "", static (_, _) => true);
        var owners = new ContactOwners();
        var next = owners.Next;
        var failing = new ChunkDecider(options, known, owners, stored: null, contacts: null);
        await using var connection = new LoadConnection(null!, "test", holdsJob: false);

        await Assert.ThrowsAsync<JobException>(async () =>
            await failing.DecideAsync(new ChunkRows(0, [twice]), connection, TestContext.Current.CancellationToken)
        );

        Assert.Equal(0, known.Recent.Find(twice.Keys.Slice(0, twice.KeyCount)));
        Assert.Equal(next, owners.Next);
    }

    async Task DecideAsync()
    {
        // Without updates nobody asks the server.
        await using var connection = new LoadConnection(null!, "test", holdsJob: false);
        await decider.DecideAsync(rows, connection, TestContext.Current.CancellationToken);
    }

    long Find(int row) => matcher.Find(batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount));
}
