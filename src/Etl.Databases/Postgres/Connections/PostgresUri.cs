using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Connections;

/// <summary>
/// Takes <c>postgres://user:password@host:port/database?name=value</c> apart into the settings of libpq. What does not parse
/// is never repeated in the message: a password may be anywhere in it.
/// </summary>
static class PostgresUri
{
    public const string Example = "postgres://user@host:5432/database?table=public.contacts";

    /// <summary>Settings by their libpq names; a later one wins.</summary>
    public static Dictionary<string, string> Read(string uri)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = uri[(uri.IndexOf("://", StringComparison.Ordinal) + 3)..];

        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "" : rest[(slash + 1)..];
        var authority = slash < 0 ? rest : rest[..slash];
        if (path.Contains('@', StringComparison.Ordinal))
        {
            throw new JobException(
                $"The address of the PostgreSQL database has an '@' behind its database; write '/' in a user or password as %2F and '@' as %40. Expected {Example}."
            );
        }

        // The last '@', so that a password with an unescaped one still works.
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            ReadLogin(authority[..at], settings);
        }
        ReadHosts(authority[(at + 1)..], settings);
        Add(settings, "dbname", Decode(path));
        ReadQuery(query, settings);
        return settings;
    }

    static void ReadLogin(string login, Dictionary<string, string> settings)
    {
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        Add(settings, "user", Decode(colon < 0 ? login : login[..colon]));
        Add(settings, "password", colon < 0 ? "" : Decode(login[(colon + 1)..]));
    }

    static void ReadHosts(string text, Dictionary<string, string> settings)
    {
        var hosts = new List<string>();
        var ports = new List<string>();
        foreach (var part in text.Split(','))
        {
            // A colon inside brackets belongs to an IPv6 address.
            var colon = part.LastIndexOf(':');
            var hasPort = colon > part.LastIndexOf(']');
            hosts.Add(Decode((hasPort ? part[..colon] : part).Trim('[', ']')));
            ports.Add(hasPort ? part[(colon + 1)..] : "");
        }
        Add(settings, "host", string.Join(',', hosts));
        Add(settings, "port", ports.TrueForAll(port => port.Length == 0) ? "" : string.Join(',', ports));
    }

    static void ReadQuery(string query, Dictionary<string, string> settings)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            Add(settings, name, equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }
    }

    static void Add(Dictionary<string, string> settings, string name, string value)
    {
        if (value.Length > 0)
        {
            settings[name] = value;
        }
    }

    static string Decode(string text) => Uri.UnescapeDataString(text);
}
