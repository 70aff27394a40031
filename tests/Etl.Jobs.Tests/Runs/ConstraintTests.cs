using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;
using Etl.Testing.Constraints;

namespace Etl.Jobs.Tests.Runs;

public sealed class ConstraintTests : IDisposable
{
    const int RowCount = 2000;
    const int BrokenCount = 10;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Exactly_the_new_records_that_break_a_constraint_are_rejected()
    {
        await using var database = await DatabaseAsync();
        var file = new ConstraintFile(RowCount, BrokenCount, new Random(20260112));
        await ImportAsync(database, file, DuplicatePolicy.Skip);
        Assert.Empty(await ConstraintCheck.RunAsync(database, file, null, folder.File("rejects.csv"), Token));
    }

    [Fact]
    public async Task Exactly_the_updates_that_break_a_constraint_are_rejected()
    {
        await using var database = await DatabaseAsync();
        var file = new ConstraintFile(RowCount, BrokenCount, new Random(20260113), isUpdate: true);
        await ImportAsync(database, file.Stored, DuplicatePolicy.Skip);
        await ImportAsync(database, file, DuplicatePolicy.Update);
        Assert.Empty(await ConstraintCheck.RunAsync(database, file, file.Stored, folder.File("rejects.csv"), Token));
    }

    static async Task<PostgresDatabase> DatabaseAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(ConstraintTable.Definition, Token);
        return database;
    }

    async Task ImportAsync(PostgresDatabase database, ConstraintFile file, DuplicatePolicy policy)
    {
        await file.WriteAsync(folder.File("people.csv"), Token);
        var options = new JobOptions
        {
            Inputs = [folder.File("people.csv")],
            Target = database.UriOf(ConstraintTable.Quoted),
            Match = ["external_id"],
            OnDuplicate = policy,
            Connections = 2,
            Rejects = folder.File("rejects.csv"),
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System)
        {
            BlockBytes = 32 * 1024,
            ChunkRows = 600,
        };
        await new JobRunner(environment).RunAsync(options, new SilentObserver(), Token);
    }
}
