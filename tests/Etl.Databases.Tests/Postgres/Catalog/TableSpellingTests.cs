using Etl.Core.Diagnostics;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Catalog;

public sealed class TableSpellingTests
{
    [Fact]
    public async Task A_table_that_differs_in_capitals_is_not_passed_by()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await PostgresServer.CreateDatabaseAsync(cancellation);
        await database.ExecuteAsync(
            "create table \"People\" (id int); create table \"Twice\" (id int); create table twice (id int)",
            cancellation
        );

        var failure = await Assert.ThrowsAsync<JobException>(() => OpenAsync("People"));
        Assert.Contains(
            "There is no table public.people, but there is public.\"People\"",
            failure.Message,
            StringComparison.Ordinal
        );
        await OpenAsync("\"People\"");
        await OpenAsync("twice");
        await OpenAsync("neither");

        async Task OpenAsync(string table)
        {
            var address = PostgresAddress.Parse(database.UriOf(table));
            await using var store = await PostgresStore.OpenAsync(
                address,
                new PostgresStoreOptions(),
                TimeProvider.System,
                cancellation
            );
        }
    }
}
