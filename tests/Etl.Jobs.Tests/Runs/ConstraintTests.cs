using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;
using Etl.Testing.Constraints;

namespace Etl.Jobs.Tests.Runs;

public sealed class ConstraintTests
{
    const int RowCount = 2000;
    const int BrokenCount = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Exactly_the_records_that_break_a_constraint_are_rejected(int connections)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await PostgresServer.CreateDatabaseAsync(token);
        await database.ExecuteAsync(ConstraintTable.Definition, token);
        using var folder = new TempFolder();
        var file = new ConstraintFile(RowCount, BrokenCount, new Random(20260112 + connections));
        await file.WriteAsync(folder.File("people.csv"), token);
        var options = new JobOptions
        {
            Inputs = [folder.File("people.csv")],
            Target = database.UriOf(ConstraintTable.Quoted),
            Match = ["external_id"],
            Connections = connections,
            Rejects = folder.File("rejects.csv"),
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System)
        {
            BlockBytes = 32 * 1024,
            ChunkRows = 600,
        };
        await new JobRunner(environment).RunAsync(options, new SilentObserver(), token);
        Assert.Empty(await ConstraintCheck.RunAsync(database, file, folder.File("rejects.csv"), token));
    }
}
