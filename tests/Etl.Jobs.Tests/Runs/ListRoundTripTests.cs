using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Tags that hold what divides lists, through files of other programs, files of Etl and stores.</summary>
public sealed class ListRoundTripTests : IDisposable
{
    const string Google =
        "Given Name,Phonetic First Name,File As,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Labels\n";
    const string Mailchimp = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,LEID,EUID,TAGS\n";

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Labels_of_Google_come_back_as_they_were()
    {
        const string labels =
            "\"Kunden, Nord ::: a;b|c ::: \"\"VIP\"\" ::: \"\"q\"\" x ::: 老客户、重要 ::: * myContacts\"";
        await WriteAsync("in.csv", $"{Google}Ada,,,,,a@x.org,{labels}\nBob,,,,,b@x.org,Kunden ::: VIP\n");
        var report = await ImportAsync("in.csv");
        Assert.Equal(1, report.Changes.Where(entry => entry.Code == "FORMAT_CONVENTION").Sum(entry => entry.Count));
        Assert.Equal([labels, "Kunden ::: VIP"], await TagsAsync("google", "Labels"));
        Assert.Equal(
            [
                "\"\"\"Kunden, Nord\"\";\"\"a;b|c\"\";\"\"\"\"\"\"VIP\"\"\"\"\"\";\"\"q\"\" x;\"\"老客户、重要\"\";myContacts\"",
                "Kunden;VIP",
            ],
            await TagsAsync("etl", "tags")
        );
    }

    [Fact]
    public async Task Tags_of_Mailchimp_come_back_as_they_were()
    {
        const string tags =
            "\"\"\"Kunden, Nord\"\",\"\"VIP\"\",\"\"a;b\"\",\"\"say \"\"\"\"x\"\"\"\"\"\",\"\"c ::: d\"\"\"";
        await WriteAsync("in.csv", $"{Mailchimp}a@x.org,Ada,2,,1,1,{tags}\n");
        await ImportAsync("in.csv");
        Assert.Equal([tags], await TagsAsync("mailchimp", "TAGS"));
    }

    [Fact]
    public async Task Lists_are_left_alone_where_a_file_of_Google_keeps_its_header()
    {
        await WriteAsync("in.csv", $"{Google}Ada,,,,,a@x.org,\"Kunden, Nord ::: VIP\"\n");
        await RunAsync(
            new JobOptions
            {
                Kind = JobKind.Clean,
                Inputs = [At("in.csv")],
                Output = At("out.csv"),
            }
        );
        Assert.Equal(await ReadAsync("in.csv"), await ReadAsync("out.csv"));
    }

    [Theory]
    [InlineData("outlook", "Categories", "VIP;a:b", "EXPORT_SHORTENED")]
    [InlineData("hubspot", "Tags", "\"Kunden, Nord;VIP;a:b\"", "EXPORT_SHORTENED")]
    public async Task What_a_program_would_divide_is_left_out_and_counted(
        string format,
        string header,
        string expected,
        string code
    )
    {
        await WriteAsync("in.csv", "email,last_name,tags\na@x.org,Lee,\"\"\"Kunden, Nord\"\";VIP;\"\"x;y\"\";a:b\"\n");
        await ImportAsync("in.csv");
        Assert.Equal([expected], await TagsAsync(format, header, code));
    }

    [Fact]
    public async Task Elements_of_an_array_go_through_files_and_stores_and_back()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table people (email text primary key, tags text[]);
            insert into people values ('1@x.org', array['Doe, John', 'a;b', 'say "x"', '"q"', 'C:\temp', 'a ::: b', '{x}', '[1]', 'plain']),
                ('2@x.org', array['a', null, '', ' b ', 'a']), ('3@x.org', '{}'), ('4@x.org', array[null]::text[]), ('5@x.org', null)
            """,
            Token
        );
        await ExportAsync(database.UriOf("people"), "people.csv");
        Assert.Contains("4@x.org,;\n", await ReadAsync("people.csv"), StringComparison.Ordinal);
        await ImportAsync("people.csv", database.UriOf("from_file"));
        var report = await ImportAsync(database.UriOf("people"), database.UriOf("from_table"));
        // NULL and empty elements, a repeated one, spaces around one: two values were changed.
        Assert.Equal(2, report.Changes.Where(entry => entry.Code == "TAGS_FORMATTED").Sum(entry => entry.Count));
        await ImportAsync(database.UriOf("people"), "sqlite:" + At("middle.db"));
        await ImportAsync("sqlite:" + At("middle.db"), database.UriOf("from_sqlite"));
        await ImportAsync(database.UriOf("from_table"), database.UriOf("again"));
        foreach (var table in (string[])["from_file", "from_table", "from_sqlite", "again"])
        {
            Assert.Equal(
                [
                    """1@x.org|{"Doe, John",a;b,"say \"x\"","\"q\"","C:\\temp","a ::: b","{x}",[1],plain}""",
                    "2@x.org|{a,b}",
                    "3@x.org|",
                    "4@x.org|",
                    "5@x.org|",
                ],
                (
                    await database.RowsAsync(
                        $"select email, coalesce(tags::text, '') from {table} order by email",
                        Token
                    )
                ).Select(row => string.Join('|', row))
            );
        }
    }

    [Fact]
    public async Task Tags_are_appended_behind_elements_that_are_NULL()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table arrays (email text primary key, tags text[]);
            create table texts (email text primary key, tags text);
            insert into arrays values ('a@x.org', array['old', null]), ('b@x.org', array['x, y', null, 'z']);
            insert into texts values ('a@x.org', 'old;;'), ('b@x.org', '"x, y";;z')
            """,
            Token
        );
        await WriteAsync("in.csv", "email,tags\na@x.org,\"new;old;\"\"n, m\"\"\"\nb@x.org,\"\"\"x, y\"\"\"\n");
        await AppendAsync(database.UriOf("arrays"), updated: 1);
        await AppendAsync(database.UriOf("texts"), updated: 1);
        Assert.Equal(
            ["{old,NULL,new,\"n, m\"}", "{\"x, y\",NULL,z}"],
            (await database.RowsAsync("select tags::text from arrays order by email", Token)).Select(row => row[0])
        );
        Assert.Equal(
            ["old;;new;\"n, m\"", "\"x, y\";;z"],
            (await database.RowsAsync("select tags from texts order by email", Token)).Select(row => row[0])
        );
        await WriteAsync("first.csv", "email,tags\na@x.org,old\nb@x.org,\"\"\"x, y\"\";z\"\n");
        await ImportAsync("first.csv");
        await AppendAsync(Store, updated: 1);
        Assert.Equal(["\"old;new;\"\"n, m\"\"\"", "\"\"\"x, y\"\";z\""], await TagsAsync("etl", "tags"));
    }

    string Store => "sqlite:" + At("contacts.db");

    static Task<RunReport> RunAsync(JobOptions options) =>
        new JobRunner(new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System)).RunAsync(
            options,
            new SilentObserver(),
            Token
        );

    Task<RunReport> ImportAsync(string input, string? target = null) =>
        RunAsync(
            new JobOptions
            {
                Inputs = [input.Contains(':', StringComparison.Ordinal) ? input : At(input)],
                Target = target ?? Store,
            }
        );

    async Task AppendAsync(string target, int updated)
    {
        var report = await RunAsync(
            new JobOptions
            {
                Inputs = [At("in.csv")],
                Target = target,
                OnDuplicate = DuplicatePolicy.Update,
                Merge = [KeyValuePair.Create("tags", MergePolicy.Append)],
            }
        );
        Assert.Equal((0, updated, 2 - updated), (report.Rows.Inserted, report.Rows.Updated, report.Rows.Unchanged));
    }

    Task<RunReport> ExportAsync(string from, string name, string? format = null) =>
        RunAsync(
            new JobOptions
            {
                Kind = JobKind.Export,
                From = from,
                Output = At(name),
                As = format,
                Overwrite = true,
            }
        );

    /// <summary>What stands in the one column of tags of an export, as it is written in the file.</summary>
    async Task<List<string>> TagsAsync(string format, string header, string? code = null)
    {
        var report = await ExportAsync(Store, format + ".csv", format);
        Assert.Equal(
            code is null ? 0 : 1,
            report
                .Warnings.Where(entry => entry.Code.StartsWith("EXPORT", StringComparison.Ordinal))
                .Sum(entry => entry.Count)
        );
        var lines = (await File.ReadAllTextAsync(Directory.GetFiles(folder.Path, $"*{format}.csv").Single(), Token))
            .TrimStart('\uFEFF')
            .Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
        var column = CellsOf(lines[0]).FindIndex(cell => cell.Trim('"') == header);
        return [.. lines.Skip(1).Select(line => CellsOf(line)[column])];
    }

    /// <summary>The cells of a line with their quotes: a comma divides where the quotes before it are even.</summary>
    static List<string> CellsOf(string line)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        foreach (var letter in line)
        {
            isQuoted ^= letter == '"';
            if (letter == ',' && !isQuoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += letter;
            }
        }
        return cells;
    }

    Task WriteAsync(string name, string text) => File.WriteAllTextAsync(At(name), text, Token);

    Task<string> ReadAsync(string name) => File.ReadAllTextAsync(At(name), Token);

    string At(string name) => Path.Combine(folder.Path, name);
}
