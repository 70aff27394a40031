using System.Text;
using System.Text.Json;
using Etl.Core.Contracts;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Reading;
using Etl.Databases.Stores;
using Etl.Testing;
using Etl.Text.Lists;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Reading;

/// <summary>Holds what the server makes of lists against what Etl makes of them.</summary>
public sealed class ListSqlTests
{
    const int RowCount = 3000;
    const int Seed = 20_261_122;
    const uint TextArray = 1009;

    static readonly string[] pieces =
    [
        "a",
        "b",
        "Doe, John",
        " ",
        ";",
        "|",
        ":::",
        "\"",
        "\"\"",
        "\"a\"",
        "\";\"",
        "\\",
        "{",
        "}",
        "[1]",
        "[\"",
        "é",
        "\n",
        "NULL",
    ];
    static readonly string[] morePieces = [.. pieces, "、", "，客户", "；", "\u2028", "\u0085", "ł"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UTF8")]
    [InlineData("LATIN1")]
    public async Task Arrays_come_as_the_text_that_conditions_and_keys_see(string encoding)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var other = await OtherEncoding.CreateAsync(database, encoding, Token);
        var arrays = Arrays(new Random(Seed), encoding);
        await using (var connection = await OpenAsync(other))
        {
            await FillAsync(connection, arrays, arrays);
        }
        await using var source = await PostgresSource.OpenQueryAsync(
            await OpenAsync(other),
            PostgresAddress.Parse(other.ConnectionString),
            $"select first, {WireTypes.AsText("first", TextArray)} as text, first::varchar[] as other from lists order by id",
            Token
        );
        var rows = await SourceText.RowsAsync(source, 1 << 16);
        Assert.Equal(arrays.Select(Write), rows.Select(row => row[0]));
        Assert.Equal(arrays.Select(Write), rows.Select(row => row[1]));
        Assert.Equal(arrays.Select(Write), rows.Select(row => row[2]));
    }

    [Theory]
    [InlineData("UTF8")]
    [InlineData("LATIN1")]
    public async Task Arrays_are_appended_by_the_server_as_by_the_merger(string encoding)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var other = await OtherEncoding.CreateAsync(database, encoding, Token);
        await using var connection = await OpenAsync(other);
        var random = new Random(Seed);
        var stored = Arrays(random, encoding);
        var added = Arrays(random, encoding);
        await FillAsync(connection, stored, added);
        var appended = await TextsAsync(
            connection,
            $"select {ListSql.TextOf($"({ListSql.AppendArray("first", "second")})")} from lists order by id"
        );
        // A text without elements is no value, and so not the list of one that is NULL.
        var expected = stored.Select(
            (array, index) => Merge(Write(array), Write([.. added[index].OfType<string>().Distinct()]))
        );
        Assert.Equal(expected, appended);
    }

    [Theory]
    [InlineData("UTF8")]
    [InlineData("LATIN1")]
    public async Task Any_texts_are_appended_by_the_server_as_by_the_merger(string encoding)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var other = await OtherEncoding.CreateAsync(database, encoding, Token);
        await using var connection = await OpenAsync(other);
        var random = new Random(Seed);
        string[] stored = [.. Texts(random, encoding)];
        string[] added = [.. Texts(random, encoding)];
        var appended = await TextsAsync(
            connection,
            $"select {ListSql.Append("s", "a")} from unnest($1, $2) with ordinality as l(s, a, o) order by o",
            stored,
            added
        );
        Assert.Equal(stored.Select((text, index) => Merge(text, added[index])), appended);
    }

    static async Task<NpgsqlConnection> OpenAsync(OtherEncoding database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Token);
        return connection;
    }

    static async Task FillAsync(NpgsqlConnection connection, string?[][] first, string?[][] second)
    {
        const string elements =
            "select array_agg(x order by o) from json_array_elements_text({0}::json) with ordinality as l(x, o)";
        var (one, two) = (
            elements.Replace("{0}", "f", StringComparison.Ordinal),
            elements.Replace("{0}", "s", StringComparison.Ordinal)
        );
        await TextsAsync(connection, "create table lists (id int, first text[], second text[])");
        await TextsAsync(
            connection,
            $"insert into lists select o, coalesce(({one}), '{{}}'), ({two}) from unnest($1, $2) with ordinality as l(f, s, o)",
            [.. first.Select(list => JsonSerializer.Serialize(list))],
            [.. second.Select(list => JsonSerializer.Serialize(list))]
        );
    }

    static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql, params string[][] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var values in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values });
        }
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            texts.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        }
        return texts;
    }

    static string Merge(string stored, string added) =>
        Encoding.UTF8.GetString(
            new ValueMerger().Merge(
                MergePolicy.Append,
                FieldKind.Tags,
                Encoding.UTF8.GetBytes(stored),
                Encoding.UTF8.GetBytes(added)
            )
        );

    static string Write(string?[] array)
    {
        var text = string.Join(
            ';',
            array.Select(element =>
            {
                var output = new byte[ListText.LengthMax(Encoding.UTF8.GetByteCount(element ?? ""))];
                return element is null
                    ? ""
                    : Encoding.UTF8.GetString(output[..ListText.Write(Encoding.UTF8.GetBytes(element), output)]);
            })
        );
        return array is [.., null] ? text + ";" : text;
    }

    static string?[][] Arrays(Random random, string encoding) =>
        [.. Enumerable.Range(0, RowCount).Select(_ => Array(random, PiecesOf(encoding)))];

    static string?[] Array(Random random, string[] from) =>
        [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(8) == 0 ? null : Element(random, from, 0))];

    static IEnumerable<string> Texts(Random random, string encoding) =>
        Enumerable
            .Range(0, RowCount)
            .Select(_ =>
                string.Join(
                    random.Next(2) == 0 ? ";" : " ;",
                    Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Element(random, PiecesOf(encoding), 1))
                )
            );

    static string Element(Random random, string[] from, int lengthMin) =>
        string.Concat(Enumerable.Range(0, lengthMin + random.Next(3)).Select(_ => from[random.Next(from.Length)]));

    static string[] PiecesOf(string encoding) => encoding == "UTF8" ? morePieces : pieces;
}
