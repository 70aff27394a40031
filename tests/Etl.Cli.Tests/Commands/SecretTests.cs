using System.Globalization;
using Etl.Testing;
using Npgsql;

namespace Etl.Cli.Tests.Commands;

/// <summary>A password that is given to Etl is nowhere in what Etl writes: planted, then searched for.</summary>
public sealed class SecretTests : IDisposable
{
    const string Secret = "pl4nted/s3cret@x";
    const string Contacts = "First Name,Email,Notes\nAnn,ann@x.com,one\nBob,bob@x.com,two\nBad,no address,three\n";

    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_succeeds_writes_no_password(bool asNpgsqlString)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var target = await TargetAsync(database, asNpgsqlString);
        var input = folder.Write("in.csv", Contacts);
        string[][] commands =
        [
            ["import", input, "--to", target, "--verbose", "--strict", "--report", folder.File("report.json")],
            ["import", input, "--to", target, "--json", "--on-duplicate", "update", "--connections", "2"],
            ["jobs", "list", "--to", target],
            ["jobs", "show", "1", "--to", target],
            ["jobs", "show", "1", "--to", target, "--json"],
            ["jobs", "rejects", "1", "--to", target],
            ["jobs", "verify", "1", "--to", target],
            ["export", "--from", target, "--out", folder.File("out.csv"), "--verbose"],
            ["jobs", "undo", "1", "--to", target],
        ];
        foreach (var command in commands)
        {
            var result = await CommandLine.RunAsync(command);
            Assert.True(result.ExitCode <= 1, result.All);
            RefuseSecret(result.All);
        }
        Assert.True(File.Exists(folder.File("in.csv.rejects.csv.yaml")));
        await RefuseSecretsAsync(database);
    }

    [Fact]
    public async Task A_job_that_fails_writes_no_password()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var target = await TargetAsync(database, asNpgsqlString: false);
        var input = folder.Write("in.csv", Contacts);
        await CommandLine.RunAsync("import", input, "--to", target, "--quiet");
        await database.ExecuteAsync(
            "create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100', message = 'full'; end $$;"
                + "create trigger refuse before insert on contacts for each statement execute function refuse()",
            Cancellation
        );
        var report = folder.File("report.json");
        string[][] commands =
        [
            ["import", input, "--to", target, "--on-duplicate", "create", "--report", report, "--verbose"],
            ["jobs", "resume", "--to", target],
            ["jobs", "show", "99", "--to", target],
            ["jobs", "list", "--to", target.Replace("postgres:", "postgress:", StringComparison.Ordinal)],
            ["import", input, "--to", target, "--too", target],
            ["import", input, "--to", target, $"--too={target}"],
            ["import", "--to", target, "--from", target],
            ["import", target.Replace("postgres:", "postgress:", StringComparison.Ordinal), "--to", target],
            ["import", input, "--to", target + "&sslmdoe=x"],
            ["import", input, "--to", target.Replace("?table", "_missing?table", StringComparison.Ordinal)],
            ["import", input, "--to", target.Replace("127.0.0.1", "no-such-host.invalid", StringComparison.Ordinal)],
            ["jobs", "undo", target],
        ];
        foreach (var command in commands)
        {
            var result = await CommandLine.RunAsync(command);
            Assert.True(result.ExitCode >= 2, string.Join(' ', command) + "\n" + result.All);
            Assert.DoesNotContain("bug in Etl", result.Error, StringComparison.Ordinal);
            RefuseSecret(result.All);
        }
        Assert.True(File.Exists(report));
        await RefuseSecretsAsync(database);
    }

    [Fact]
    public async Task A_password_is_asked_for_once_when_the_server_wants_one()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var target = (await TargetAsync(database, asNpgsqlString: false)).Replace(
            $":{Uri.EscapeDataString(Secret)}@",
            "@",
            StringComparison.Ordinal
        );
        target += "&passfile=" + folder.Write("pgpass", "");
        var input = folder.Write("in.csv", Contacts);
        var questions = new List<string>();

        using var bytes = new MemoryStream();
        var result = await CommandLine.RunAsync(
            [],
            ["import", input, "--to", target],
            bytes,
            readSecret: question =>
            {
                questions.Add(question);
                return Secret;
            }
        );

        Assert.True(result.ExitCode == 0, result.All);
        Assert.StartsWith("Password of ", Assert.Single(questions), StringComparison.Ordinal);
        RefuseSecret(result.All);
        OneSentence.Expect(2, "PGPASSWORD", await CommandLine.RunAsync("import", input, "--to", target));
    }

    [Fact]
    public async Task The_command_line_that_others_see_holds_no_password()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows command lines in /proc.");
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var target = await TargetAsync(database, asNpgsqlString: false);
        var seen = "";
        var program = Path.Combine(AppContext.BaseDirectory, "etl");
        // A FIFO that nobody writes to: the program waits for its first byte until it is killed.
        var pipe = folder.File("pipe.csv");
        await ProcessRunner.RunAsync(new ProcessCommand("mkfifo", pipe), Cancellation);
        await ProcessRunner.RunAsync(
            new ProcessCommand(program, "import", pipe, "--to", target)
            {
                KillWhen = async token => seen = await CommandLineOfAsync(pipe, token),
            },
            Cancellation
        );

        Assert.Contains("import", seen, StringComparison.Ordinal);
        Assert.Contains("postgres://", seen, StringComparison.Ordinal);
        RefuseSecret(seen);
    }

    /// <summary>The command line of the program that has an argument, as soon as it shows no password; as it is after some seconds.</summary>
    static async Task<string> CommandLineOfAsync(string argument, CancellationToken cancellationToken)
    {
        var text = "";
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await Task.Delay(100, cancellationToken);
            text =
                Directory
                    .EnumerateDirectories("/proc")
                    .Where(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _))
                    .Select(path => Read(Path.Combine(path, "cmdline")))
                    .FirstOrDefault(line => line.Contains(argument, StringComparison.Ordinal))
                ?? "";
            if (text.Length > 0 && !HoldsSecret(text))
            {
                break;
            }
        }
        return text;
    }

    static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>A target with a user whose password is the planted one.</summary>
    static async Task<string> TargetAsync(PostgresDatabase database, bool asNpgsqlString)
    {
        var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var user = database.Name + "_user";
        await database.ExecuteAsync($"create role {user} login password '{Secret}'", Cancellation);
        await database.ExecuteAsync($"alter database {database.Name} owner to {user}", Cancellation);
        return asNpgsqlString
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Host={parts.Host};Port={parts.Port};Database={database.Name};Username={user};Password={Secret};Table=contacts"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"postgres://{user}:{Uri.EscapeDataString(Secret)}@{parts.Host}:{parts.Port}/{database.Name}?table=contacts"
            );
    }

    async Task RefuseSecretsAsync(PostgresDatabase database)
    {
        foreach (var name in folder.FileNames())
        {
            RefuseSecret(folder.ReadText(name));
        }
        var ledger = await database.RowsAsync("select job::text from etl_job as job", Cancellation);
        Assert.NotEmpty(ledger);
        foreach (var row in ledger)
        {
            RefuseSecret(row[0]!);
        }
    }

    static void RefuseSecret(string text) => Assert.False(HoldsSecret(text), text);

    static bool HoldsSecret(string text) =>
        text.Contains("s3cret", StringComparison.OrdinalIgnoreCase)
        || text.Contains("pl4nted", StringComparison.OrdinalIgnoreCase);
}
