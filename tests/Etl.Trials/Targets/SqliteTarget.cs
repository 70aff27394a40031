using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Etl.Trials.Targets;

/// <summary>A store file.</summary>
sealed class SqliteTarget(string path) : ITrialTarget
{
    static readonly string[] leftOut = ["job_id", "created_at", "updated_at"];

    public string Uri => "sqlite:" + path;

    public Task<(long Rows, string Hash)> ReadContactsAsync(CancellationToken cancellationToken)
    {
        using var connection = Open();
        var columns = string.Join(
            ", ",
            Columns(connection).Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
        );
        using var command = connection.CreateCommand();
        command.CommandText = $"select {columns} from contacts order by id";
        using var reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        while (reader.Read())
        {
            rows++;
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var text = reader.IsDBNull(column)
                    ? "\u0001"
                    : "\u0002" + Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture);
                hash.AppendData(Encoding.UTF8.GetBytes(text + "\u0003"));
            }
        }
        return Task.FromResult((rows, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    public Task<bool> HasJobAsync(CancellationToken cancellationToken) => Task.FromResult(HasJob());

    /// <summary>What it leaves are files, which are compared by name.</summary>
    public Task<string> FindLeftoversAsync(CancellationToken cancellationToken) => Task.FromResult("");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    bool HasJob()
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return false;
        }
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_schema where name = 'etl_job'";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }
        command.CommandText = "select count(*) from etl_job";
        return command.ExecuteScalar() is > 0L;
    }

    SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        connection.Open();
        return connection;
    }

    static List<string> Columns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select name from pragma_table_info('contacts') order by name";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }
        return [.. names.Except(leftOut, StringComparer.Ordinal)];
    }
}
