using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Npgsql;

namespace Etl.Databases.Postgres.Connections;

/// <summary>
/// Where a PostgreSQL database is and which table or query of it is meant: <c>postgres://user@host:port/database?table=…</c>,
/// or an Npgsql string with <c>Host=…;Table=…</c>. What is missing comes from <c>PGHOST</c>, <c>PGPORT</c>, <c>PGUSER</c>,
/// <c>PGDATABASE</c>, <c>PGSSLMODE</c>; the password from <c>PGPASSWORD</c> or <c>~/.pgpass</c>.
/// </summary>
public sealed partial record PostgresAddress
{
    /// <summary>Time to connect, in seconds, when the address says nothing.</summary>
    const int ConnectSeconds = 15;

    // A silent gateway forgets a connection after minutes; a probe every half minute keeps it known.
    const int KeepAliveSeconds = 30;
    const int KeepAliveIntervalSeconds = 5;

    /// <summary>COPY streams flush the write buffer as one message: 128 KiB is far past where larger ones stop to help.</summary>
    const int WriteBufferBytes = 128 * 1024;

    const int ReadBufferBytes = 64 * 1024;

    /// <summary>Where Debian's and PostgreSQL's own packages listen on this machine.</summary>
    static readonly string[] SocketFolders = ["/var/run/postgresql", "/tmp"];

    PostgresAddress(NpgsqlConnectionStringBuilder settings, TableName table, string? query)
    {
        Settings = settings;
        Table = table;
        Query = query;
    }

    /// <summary>The table that is written or read. Default: <c>public.contacts</c>.</summary>
    public TableName Table { get; private init; }

    /// <summary>A query to read instead of the table; null for the table.</summary>
    public string? Query { get; private init; }

    /// <summary>User to log in as.</summary>
    public string User => Settings.Username!;

    /// <summary>Database.</summary>
    public string Database => Settings.Database!;

    /// <summary>Host, or the folder of its socket.</summary>
    public string Host => Settings.Host!;

    NpgsqlConnectionStringBuilder Settings { get; init; }

    /// <summary>As a user may see it: no password, and no text of a query.</summary>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"postgres://{Escape(User)}@{Server}/{Escape(Database)}{(Query is null ? $"?table={Table}" : "?query=…")}"
        );

    /// <summary>The file of the server's socket on this machine; null when the server is spoken to over the network.</summary>
    public string? SocketFile =>
        IsSocket(Host) ? FormattableString.Invariant($"{Host.TrimEnd('/')}/.s.PGSQL.{Settings.Port}") : null;

    /// <summary>Host and port, for messages.</summary>
    public string Server =>
        Host switch
        {
            // Several hosts carry their ports with them; the folder of a socket has to be escaped; IPv6 stands in brackets.
            _ when Host.Contains(',', StringComparison.Ordinal) => Host,
            _ when Host.Contains(':', StringComparison.Ordinal) => FormattableString.Invariant(
                $"[{Host}]:{Settings.Port}"
            ),
            _ => FormattableString.Invariant($"{Escape(Host)}:{Settings.Port}"),
        };

    /// <summary>For Npgsql, with the password: never shown.</summary>
    public string ConnectionString => Settings.ConnectionString;

    /// <summary>True when the address itself names a password.</summary>
    public bool HasPassword => Settings.Password is { Length: > 0 };

    /// <summary>True when a target is meant for PostgreSQL, even if it is written wrongly.</summary>
    public static bool IsPostgres(string target) => IsUri(target) || IsNpgsql(target);

    /// <summary>Reads a target.</summary>
    /// <param name="target">As the user wrote it.</param>
    public static PostgresAddress Parse(string target) => Parse(target, Environment.GetEnvironmentVariable);

    /// <summary>The same with variables of the environment that are given.</summary>
    internal static PostgresAddress Parse(string target, Func<string, string?> environment)
    {
        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        NpgsqlConnectionStringBuilder settings;
        if (IsNpgsql(target))
        {
            settings = IsKeywords(target)
                ? throw new JobException(
                    $"The connection string of the PostgreSQL database has no ';' between its settings; expected Host=…;Database=…;Username=…;Table=…, or {PostgresUri.Example}."
                )
                : PostgresSettings.FromNpgsql(target, own);
        }
        else if (target.Contains("://", StringComparison.Ordinal) && IsUri(target))
        {
            own = PostgresUri.Read(target);
            settings = PostgresSettings.FromLibpq(own);
        }
        else
        {
            throw new JobException(
                $"The address of the PostgreSQL database is not understood; expected {PostgresUri.Example}."
            );
        }
        FillFromEnvironment(settings, name => environment(name) is { Length: > 0 } value ? value : null);
        FillWithOurs(settings);
        var query = own.GetValueOrDefault(PostgresSettings.Query);
        var table = own.TryGetValue(PostgresSettings.Table, out var name) ? TableName.Parse(name) : TableName.Default;
        if (query is not null && name is not null)
        {
            throw new JobException(
                "The address of the PostgreSQL database names a table and a query; name one of them."
            );
        }
        return new PostgresAddress(settings, table, query);
    }

    /// <summary>The target with every password in it left out; it can still be parsed and opened where the password comes from elsewhere.</summary>
    /// <param name="target">As the user wrote it; what holds no secret stays as it is.</param>
    public static string WithoutSecrets(string target)
    {
        if (IsNpgsql(target))
        {
            return IsKeywords(target) ? "Host=…" : WithoutSecretsOfNpgsql(target);
        }
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            // Under any scheme: a misspelt one is repeated in a message.
            return target[..(scheme + 3)] + WithoutSecretsOfUri(target[(scheme + 3)..]);
        }
        return IsUri(target) ? "postgres://…" : WithoutSecretsOfSlip(target);
    }

    /// <summary>The same address with a password.</summary>
    public PostgresAddress WithPassword(string password) =>
        this with
        {
            Settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Password = password },
        };

    /// <summary>The same address for a query instead of a table.</summary>
    public PostgresAddress WithQuery(string query) => this with { Query = query };

    /// <summary>The name: nothing that prints a record may print the password.</summary>
    public override string ToString() => Name;

    static bool IsUri(string target) =>
        target.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)
        || target.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase);

    static bool IsNpgsql(string target) =>
        !IsUri(target) && target.Split(';').Any(part => part.Split('=') is [var name, _, ..] && IsHost(name.Trim()));

    // Npgsql knows Server as another name of Host.
    static bool IsHost(string name) =>
        name.Equals("host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("server", StringComparison.OrdinalIgnoreCase);

    // host=a dbname=b, which libpq takes and Npgsql reads as one host of that name.
    static bool IsKeywords(string target) =>
        !target.Contains(';', StringComparison.Ordinal) && target.Split('=') is { Length: > 2 };

    static string WithoutSecretsOfNpgsql(string target)
    {
        try
        {
            var kept = PostgresSettings.Pairs(target).Where(pair => !IsSecret(pair.Name));
            var builder = new System.Data.Common.DbConnectionStringBuilder();
            foreach (var (name, value) in kept)
            {
                builder[name] = value;
            }
            return builder.ConnectionString;
        }
        catch (JobException)
        {
            return "Host=…";
        }
    }

    // What is no address of any kind is repeated in a message, and a slip is no reason to show a password: postgres//user:…@host.
    static string WithoutSecretsOfSlip(string target) =>
        SecretLogin().Replace(SecretSetting().Replace(target, "${name}=…"), "//${user}@");

    [GeneratedRegex(
        "(?<name>[a-z ]*(password|pwd|psw))[a-z ]*=[^;]*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SecretSetting();

    [GeneratedRegex(
        "//(?<user>[^/:@]*):.*@",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SecretLogin();

    static string WithoutSecretsOfUri(string rest)
    {
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        var location = question < 0 ? rest : rest[..question];

        // Whatever stands before the last '@' may belong to a password that was not escaped.
        var at = location.LastIndexOf('@');
        var login = at < 0 ? "" : location[..at];
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        var text = new StringBuilder(colon < 0 ? login : login[..colon]);
        text.Append(location, Math.Max(at, 0), location.Length - Math.Max(at, 0));

        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !IsSecret(Uri.UnescapeDataString(pair.Split('=')[0])));
        return string.Join('&', kept) is { Length: > 0 } settings ? $"{text}?{settings}" : text.ToString();
    }

    /// <summary>Passwords under all their names: Npgsql knows PWD and PSW too, and the key's password is one as well.</summary>
    static bool IsSecret(string name) =>
        name.Contains("password", StringComparison.OrdinalIgnoreCase)
        || name.Trim().ToUpperInvariant() is "PWD" or "PSW";

    static void FillFromEnvironment(NpgsqlConnectionStringBuilder settings, Func<string, string?> variable)
    {
        if (!IsGiven(settings, nameof(settings.Port)) && variable("PGPORT") is { } port)
        {
            settings.Port = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new JobException(
                    $"The environment variable PGPORT is '{port}', which is not a number; expected for example 5432."
                );
        }
        settings.Host = settings.Host is { Length: > 0 } host ? host : variable("PGHOST") ?? LocalHost(settings.Port);
        settings.Username = settings.Username is { Length: > 0 } user
            ? user
            : variable("PGUSER") ?? Environment.UserName;
        settings.Database = settings.Database is { Length: > 0 } database
            ? database
            : variable("PGDATABASE") ?? settings.Username;
        if (!IsGiven(settings, "SSL Mode") && variable("PGSSLMODE") is { } mode)
        {
            settings.SslMode = PostgresSettings.SslModeOf(mode);
        }
    }

    /// <summary>What a load needs whatever the user says.</summary>
    static void FillWithOurs(NpgsqlConnectionStringBuilder settings)
    {
        Sql.Check(settings.Username!);
        Sql.Check(settings.Database!);
        settings.Timeout = IsGiven(settings, nameof(settings.Timeout)) ? settings.Timeout : ConnectSeconds;
        settings.CommandTimeout = 0;
        settings.Pooling = false;
        settings.Enlist = false;
        // The driver's own keep-alive queries would break a connection that waits inside a transaction.
        settings.KeepAlive = 0;
        var sockets = settings.Host!.Split(',').Count(IsSocket);
        if (sockets == settings.Host.Split(',').Length)
        {
            // As libpq: nobody listens in between, and servers have no TLS there.
            settings.SslMode = SslMode.Disable;
        }
        if (sockets == 0)
        {
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = KeepAliveSeconds;
            settings.TcpKeepAliveInterval = KeepAliveIntervalSeconds;
        }
        else
        {
            // A socket of this machine has no network that could forget it, and refuses TCP's settings.
            settings.TcpKeepAlive = false;
            settings.TcpKeepAliveTime = 0;
            settings.TcpKeepAliveInterval = 0;
        }
        settings.WriteBufferSize = WriteBufferBytes;
        settings.ReadBufferSize = ReadBufferBytes;
        settings.ApplicationName = "etl";
        settings.Timezone = "UTC";
        settings.IncludeErrorDetail = false;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        if (settings.SslMode == SslMode.Require && settings.RootCertificate is { Length: > 0 })
        {
            // As libpq: a certificate to check against is there to be checked against.
            settings.SslMode = SslMode.VerifyCA;
        }
    }

    /// <summary>As psql does without a host: the socket of this machine's server when there is one.</summary>
    static string LocalHost(int port) =>
        SocketFolders.FirstOrDefault(folder =>
            File.Exists(string.Create(CultureInfo.InvariantCulture, $"{folder}/.s.PGSQL.{port}"))
        ) ?? "localhost";

    // As libpq and Npgsql tell it: a folder by its full path, or the name of an abstract socket.
    static bool IsSocket(string host) => host is ['/' or '@', ..];

    // ContainsKey is true of every setting that Npgsql knows, whether it was given or not.
    static bool IsGiven(NpgsqlConnectionStringBuilder settings, string name) => settings.ShouldSerialize(name);

    static string Escape(string text) => Uri.EscapeDataString(text);
}
