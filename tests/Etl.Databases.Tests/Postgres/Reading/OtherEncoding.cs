using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Reading;

/// <summary>A database beside another one, of any encoding; dropped when disposed.</summary>
sealed class OtherEncoding : IAsyncDisposable
{
    readonly PostgresDatabase beside;
    readonly string name;

    OtherEncoding(PostgresDatabase beside, string name)
    {
        this.beside = beside;
        this.name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(beside.ConnectionString)
        {
            Database = name,
        }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<OtherEncoding> CreateAsync(
        PostgresDatabase beside,
        string encoding,
        CancellationToken cancellationToken
    )
    {
        var name = beside.Name + "_other";
        await beside.ExecuteAsync(
            $"create database {name} template template0 encoding '{encoding}' locale 'C'",
            cancellationToken
        );
        return new OtherEncoding(beside, name);
    }

    public async ValueTask DisposeAsync() =>
        await beside.ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
}
