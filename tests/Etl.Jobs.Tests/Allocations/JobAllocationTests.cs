using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>
/// Whole jobs, from the input to the file or the committed rows: what they allocate goes with blocks and chunks, never with records.
/// </summary>
/// <remarks>
/// Measured is the whole process, once the pools have their sizes. A block of these records is some 450 of them and costs a few
/// kilobytes: tasks that wait, totals, progress. A chunk of PostgreSQL is 1,800 and costs some 40 KB: commands, the ledger's texts.
/// The smallest object takes 24 bytes, so one for every record would break every limit here.
/// </remarks>
[Collection(typeof(AloneCollection))]
public sealed class JobAllocationTests : IDisposable
{
    const int RecordCount = 10_000;

    /// <summary>Every batch of the largest pool has been used by then.</summary>
    const int WarmCount = 6_000;

    const int BlockBytes = 128 * 1024;
    const double BytesPerRecordMax = 16;
    const double ServerBytesPerRecordMax = 40;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Skip)]
    public async Task Cleaning_allocates_nothing_per_record(DuplicatePolicy policy) =>
        await ExpectAsync(
            Options(JobKind.Clean) with
            {
                Output = folder.File("clean.csv"),
                OnDuplicate = policy,
                Filter = "city <> 'PARIS'",
            }
        );

    [Theory]
    [InlineData("outlook")]
    [InlineData("google")]
    public async Task Composing_for_another_program_allocates_nothing_per_record(string program) =>
        await ExpectAsync(Options(JobKind.Clean) with { Output = folder.File("clean.csv"), As = program });

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Skip)]
    public async Task Importing_into_SQLite_allocates_nothing_per_record(DuplicatePolicy policy) =>
        await ExpectAsync(
            Options(JobKind.Import) with
            {
                Target = "sqlite:" + folder.File("contacts.db"),
                OnDuplicate = policy,
            }
        );

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Skip)]
    public async Task Importing_into_PostgreSQL_allocates_nothing_per_record(DuplicatePolicy policy)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(JobKind.Import) with
        {
            Target = database.UriOf("people"),
            OnDuplicate = policy,
            Connections = 1,
        };
        await ExpectAsync(options, ServerBytesPerRecordMax);
    }

    [Fact]
    public async Task Exporting_allocates_nothing_per_record()
    {
        var store = "sqlite:" + folder.File("contacts.db");
        await RunAsync(Options(JobKind.Import) with { Target = store, OnDuplicate = DuplicatePolicy.Create });
        await ExpectAsync(Options(JobKind.Export) with { Inputs = [], From = store, Output = folder.File("all.csv") });
    }

    /// <summary>One of many records is refused, so the rejects are written, too.</summary>
    JobOptions Options(JobKind kind) =>
        new()
        {
            Kind = kind,
            Inputs = ["-"],
            Set = kind == JobKind.Export ? [] : MessyContacts.Mapping,
            Rejects = kind == JobKind.Export ? null : folder.File("rejects.csv"),
            Templates = folder.File("templates"),
            Workers = 1,
        };

    async Task ExpectAsync(JobOptions options, double bytesPerRecordMax = BytesPerRecordMax)
    {
        var seen = await RunAsync(options);
        Assert.InRange(seen.Records, RecordCount / 4, RecordCount);
        Assert.True(
            seen.BytesPerRecord < bytesPerRecordMax,
            FormattableString.Invariant(
                $"{seen.BytesPerRecord:F1} bytes were allocated for each of {seen.Records} records."
            )
        );
    }

    async Task<AllocationObserver> RunAsync(JobOptions options)
    {
        // From a stream no keys are expected, so their table has its size once each person has come.
        using var input = new MemoryStream(MessyContacts.Make(RecordCount, people: 2_000));
        var environment = new JobEnvironment(() => input, () => Stream.Null, TimeProvider.System)
        {
            BlockBytes = BlockBytes,
            ChunkRows = 2 * RecordCount,
        };
        var observer = new AllocationObserver(WarmCount);
        var report = await new JobRunner(environment).RunAsync(options, observer, Token);
        Assert.Equal("succeeded", report.Status);
        return observer;
    }
}
