using System.Data.Common;
using System.Globalization;
using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Connections;

/// <summary>Turns settings by their libpq names, and Npgsql's own strings, into what Npgsql opens.</summary>
static class PostgresSettings
{
    public const string Table = "table";
    public const string Query = "query";

    /// <summary>Names of libpq that stand in the query of a URI, beside <see cref="Table"/> and <see cref="Query"/>.</summary>
    static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> Setters = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["host"] = (to, value) => to.Host = value,
        ["user"] = (to, value) => to.Username = value,
        ["password"] = (to, value) => to.Password = value,
        ["dbname"] = (to, value) => to.Database = value,
        ["port"] = SetPorts,
        ["passfile"] = (to, value) => to.Passfile = value,
        ["sslmode"] = (to, value) => to.SslMode = SslModeOf(value),
        ["sslrootcert"] = (to, value) => to.RootCertificate = value,
        ["sslcert"] = (to, value) => to.SslCertificate = value,
        ["sslkey"] = (to, value) => to.SslKey = value,
        ["sslpassword"] = (to, value) => to.SslPassword = value,
        ["connect_timeout"] = (to, value) => to.Timeout = Number("connect_timeout", value),
        ["target_session_attrs"] = (to, value) => to.TargetSessionAttributes = value,
        ["options"] = (to, value) => to.Options = value,
        ["application_name"] = (_, _) => { },
    };

    /// <summary>The settings of a URI.</summary>
    public static NpgsqlConnectionStringBuilder FromLibpq(Dictionary<string, string> settings)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        foreach (var (name, value) in settings)
        {
            if (Setters.TryGetValue(name, out var set))
            {
                Set(name, () => set(builder, value));
            }
            else if (!IsOurs(name))
            {
                var known = Setters.Keys.Append(Table).Append(Query);
                throw new JobException(
                    $"The address of the PostgreSQL database has the setting '{name}', which Etl does not know.{NearestNames.Sentence(name, known)} Expected {PostgresUri.Example}, with settings as libpq names them, for example &sslmode=require."
                );
            }
        }
        return builder;
    }

    /// <summary>The settings of <c>Host=…;Database=…;Table=…</c>; what is ours lands in <paramref name="own"/>.</summary>
    public static NpgsqlConnectionStringBuilder FromNpgsql(string text, Dictionary<string, string> own)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        foreach (var (name, value) in Pairs(text))
        {
            if (IsOurs(name))
            {
                own[name] = value;
            }
            else
            {
                Set(name, () => builder[name] = value);
            }
        }
        return builder;
    }

    /// <summary>Names and values of a string such as <c>Host=…;Database=…</c>.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string text)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            // Its message would repeat parts of the text.
            throw new JobException(
                "The connection string of the PostgreSQL database is not understood; expected Host=…;Database=…;Username=…;Table=…, with quotes around values that hold ';' or '='."
            );
        }
        return parts
            .Keys!.Cast<string>()
            .Select(name => (name, Convert.ToString(parts[name], CultureInfo.InvariantCulture) ?? ""));
    }

    static bool IsOurs(string name) =>
        name.Equals(Table, StringComparison.OrdinalIgnoreCase)
        || name.Equals(Query, StringComparison.OrdinalIgnoreCase);

    static void Set(string name, Action set)
    {
        try
        {
            set();
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            // No inner exception and no value: it may be a password behind a misspelt name.
            throw new JobException(
                $"The address of the PostgreSQL database has the setting '{name}', whose name or value is not understood; expected {PostgresUri.Example}, or Host=…;Database=…;Username=…;Table=…."
            );
        }
    }

    static void SetPorts(NpgsqlConnectionStringBuilder builder, string value)
    {
        var ports = value.Split(',');
        if (ports.Length == 1)
        {
            builder.Port = Number("port", value);
            return;
        }
        // Npgsql keeps the ports of several hosts beside the hosts.
        var hosts = (builder.Host ?? "").Split(',');
        builder.Host = string.Join(
            ',',
            hosts.Select(
                (host, index) =>
                    ports.ElementAtOrDefault(index) is { Length: > 0 } port
                        ? FormattableString.Invariant($"{host}:{Number("port", port)}")
                        : host
            )
        );
    }

    static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= 65535
            ? number
            : throw new JobException(
                $"The '{name}' of the PostgreSQL database is not a number from 1 to 65535; expected {PostgresUri.Example} (a ':' in a user or password is written %3A)."
            );

    /// <summary>libpq's names.</summary>
    public static SslMode SslModeOf(string value) =>
        value.ToLowerInvariant() switch
        {
            "disable" => SslMode.Disable,
            "allow" => SslMode.Allow,
            "prefer" => SslMode.Prefer,
            "require" => SslMode.Require,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => throw new JobException(
                $"'{value}' is not a way to use TLS; expected sslmode=disable, allow, prefer, require, verify-ca or verify-full."
            ),
        };
}
