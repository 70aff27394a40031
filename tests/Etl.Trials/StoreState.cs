using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Etl.Testing;
using Microsoft.Data.Sqlite;

namespace Etl.Trials;

/// <summary>What a finished import left behind, as hashes that can be compared: the contacts, the rejects, the files.</summary>
/// <param name="Rows">Contacts in the store.</param>
/// <param name="Contacts">Hash of all contacts by id, time stamps and job numbers left out.</param>
/// <param name="Rejects">Hash of the rejects file; empty when there is none.</param>
/// <param name="Positions">Hash of the file of positions beside it.</param>
/// <param name="Files">Names of all files.</param>
sealed record StoreState(long Rows, string Contacts, string Rejects, string Positions, string Files)
{
    static readonly string[] leftOut = ["job_id", "created_at", "updated_at"];

    /// <summary>Reads the state of a folder.</summary>
    public static StoreState Read(TempFolder folder, string storeName, string rejectsName)
    {
        var (rows, contacts) = ReadContacts(folder.File(storeName));
        return new StoreState(
            rows,
            contacts,
            HashFile(folder.File(rejectsName)),
            HashFile(folder.File(rejectsName + ".jsonl")),
            string.Join(' ', folder.FileNames())
        );
    }

    /// <summary>True when the ledger knows a job.</summary>
    public static bool HasJob(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return false;
        }
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_schema where name = 'etl_job'";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }
        command.CommandText = "select count(*) from etl_job";
        return command.ExecuteScalar() is > 0L;
    }

    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        connection.Open();
        return connection;
    }

    static (long Rows, string Hash) ReadContacts(string path)
    {
        using var connection = Open(path);
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
        return (rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
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

    static string HashFile(string path) =>
        File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "";
}
