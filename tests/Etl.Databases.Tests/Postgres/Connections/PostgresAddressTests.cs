using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Connections;

public sealed class PostgresAddressTests
{
    const string Secret = "s3cret!/@:%";

    [Fact]
    public void A_uri_is_taken_apart_and_its_name_keeps_the_password_to_itself()
    {
        var address = PostgresAddress.Parse(
            $"postgresql://etl%40corp:{Uri.EscapeDataString(Secret)}@db.example:6543/crm?table=%22My%20Schema%22.%22People%20List%22&sslmode=verify-full&connect_timeout=3"
        );
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString);

        Assert.Equal(
            ("etl@corp", Secret, "db.example", 6543, "crm", SslMode.VerifyFull, 3),
            (
                settings.Username,
                settings.Password,
                settings.Host,
                settings.Port,
                settings.Database,
                settings.SslMode,
                settings.Timeout
            )
        );
        Assert.Equal(new TableName("My Schema", "People List"), address.Table);
        Assert.Equal("postgres://etl%40corp@db.example:6543/crm?table=\"My Schema\".\"People List\"", address.Name);
        Assert.Equal(address.Name, address.ToString());
        Assert.Equal((address.Name, address.Table), (PostgresAddress.Parse(address.Name).Name, address.Table));
    }

    [Fact]
    public void An_Npgsql_string_is_taken_apart()
    {
        var address = PostgresAddress.Parse(
            "Host=db;Port=1234;Database=crm;Username=etl;Password='a;b=c';Table=crm.people"
        );

        Assert.Equal("a;b=c", new NpgsqlConnectionStringBuilder(address.ConnectionString).Password);
        Assert.Equal("postgres://etl@db:1234/crm?table=crm.people", address.Name);
    }

    [Fact]
    public void What_a_load_needs_is_set_whatever_the_user_says()
    {
        var address = PostgresAddress.Parse(
            "Host=db;Database=crm;Username=etl;Pooling=true;Command Timeout=30;Include Error Detail=true"
        );
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString);

        Assert.Equal(
            (false, 0, true, 30, 5, 15, false, (string?)null),
            (
                settings.Pooling,
                settings.CommandTimeout,
                settings.TcpKeepAlive,
                settings.TcpKeepAliveTime,
                settings.TcpKeepAliveInterval,
                settings.Timeout,
                settings.IncludeErrorDetail,
                settings.Options
            )
        );
        Assert.Equal(TableName.Default, address.Table);
    }

    [Theory]
    [InlineData("postgres://etl@db/crm", true, null)]
    [InlineData("postgres://etl@%2Frun%2Fpg:7/crm", false, "/run/pg/.s.PGSQL.7")]
    [InlineData("Host=/run/pg/;Database=crm;Username=etl", false, "/run/pg/.s.PGSQL.5432")]
    [InlineData("Host=db,/run/pg;Database=crm;Username=etl;Tcp Keepalive=true", false, null)]
    public void A_socket_gets_no_settings_of_TCP(string target, bool keepsAlive, string? file)
    {
        var address = PostgresAddress.Parse(target);
        Assert.Equal(keepsAlive, new NpgsqlConnectionStringBuilder(address.ConnectionString).TcpKeepAlive);
        Assert.Equal(file, address.SocketFile);
    }

    [Theory]
    [InlineData("postgres:///", "/run/pg", 7, "ann", "crm", SslMode.Disable)]
    [InlineData("postgres://db", "db", 7, "ann", "crm", SslMode.Require)]
    [InlineData("postgres://bob@db:5432/sales?sslmode=prefer", "db", 5432, "bob", "sales", SslMode.Prefer)]
    [InlineData(
        "Host=db;Port=5432;SSL Mode=Prefer;Username=bob;Database=sales",
        "db",
        5432,
        "bob",
        "sales",
        SslMode.Prefer
    )]
    public void What_an_address_leaves_out_comes_from_the_environment(
        string target,
        string host,
        int port,
        string user,
        string database,
        SslMode mode
    )
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGHOST"] = "/run/pg",
            ["PGPORT"] = "7",
            ["PGUSER"] = "ann",
            ["PGDATABASE"] = "crm",
            ["PGSSLMODE"] = "require",
        };
        var address = PostgresAddress.Parse(target, name => variables.GetValueOrDefault(name));
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        Assert.Equal(
            (host, port, user, database, mode),
            (settings.Host, settings.Port, settings.Username, settings.Database, settings.SslMode)
        );
        variables["PGSSLMODE"] = "nonsense";
        variables["PGPORT"] = "nonsense";
        if (port == 7)
        {
            Assert.Throws<JobException>(() => PostgresAddress.Parse(target, name => variables.GetValueOrDefault(name)));
        }
    }

    [Fact]
    public void A_query_takes_the_place_of_the_table_and_is_not_shown()
    {
        var address = PostgresAddress.Parse(
            "postgres://etl@db/crm?query=select%20*%20from%20people%20where%20name%20%3D%20'x'"
        );

        Assert.Equal("select * from people where name = 'x'", address.Query);
        Assert.Equal("postgres://etl@db:5432/crm?query=…", address.Name);
    }

    [Theory]
    [InlineData("postgres://etl@[::1]:6000/crm", "postgres://etl@[::1]:6000/crm?table=public.contacts")]
    [InlineData("postgres://etl@/crm?host=/run/pg&port=7", "postgres://etl@%2Frun%2Fpg:7/crm?table=public.contacts")]
    [InlineData("postgres://etl@%2Frun%2Fpg:7/crm", "postgres://etl@%2Frun%2Fpg:7/crm?table=public.contacts")]
    [InlineData("postgres:///crm?host=/run/pg&user=etl", "postgres://etl@%2Frun%2Fpg:5432/crm?table=public.contacts")]
    [InlineData(
        "Host=/run/pg;Port=7;Database=crm;Username=etl",
        "postgres://etl@%2Frun%2Fpg:7/crm?table=public.contacts"
    )]
    [InlineData("postgres://etl@a:1,b:2/crm", "postgres://etl@a:1,b:2/crm?table=public.contacts")]
    [InlineData("postgres://db/crm?user=etl", "postgres://etl@db:5432/crm?table=public.contacts")]
    public void Hosts_are_written_in_several_ways(string target, string name) =>
        Assert.Equal(name, PostgresAddress.Parse(target).Name);

    [Theory]
    [InlineData("postgres://etl:s3cret/x@db/crm")]
    [InlineData("postgres://etl:pw@db:s3cret/crm")]
    [InlineData("postgres:s3cret")]
    [InlineData("postgres://etl@db/crm?sslmdoe=s3cret")]
    [InlineData("postgres://etl@db/crm?port=s3cret")]
    [InlineData("postgres://etl@db/crm?table=a&query=s3cret")]
    [InlineData("Host=db;Pasword=s3cret")]
    [InlineData("Host=db;Port=s3cret")]
    [InlineData("Host=db;s3cret")]
    [InlineData("host=db user=etl password=s3cret dbname=crm")]
    public void A_wrong_address_is_refused_without_repeating_what_may_be_a_password(string target)
    {
        Assert.True(PostgresAddress.IsPostgres(target));
        var failure = Assert.Throws<JobException>(() => PostgresAddress.Parse(target));

        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:contacts.db", false)]
    [InlineData("ghost=1.csv", false)]
    [InlineData("contacts.csv", false)]
    [InlineData("POSTGRES://db/crm", true)]
    [InlineData("Database=crm; HOST = db", true)]
    [InlineData("Server=db;Database=crm", true)]
    public void Targets_for_PostgreSQL_are_recognised(string target, bool isPostgres) =>
        Assert.Equal(isPostgres, PostgresAddress.IsPostgres(target));

    [Theory]
    [InlineData("postgres://etl:s3cret@db/crm?table=a", "postgres://etl@db/crm?table=a")]
    [InlineData("postgres://etl:s3cret@s3cret@db/crm", "postgres://etl@db/crm")]
    [InlineData("postgres://etl:s3cret/s3cret@db/crm", "postgres://etl@db/crm")]
    [InlineData("postgres://db/crm?user=etl&password=s3cret&table=a", "postgres://db/crm?user=etl&table=a")]
    [InlineData("postgres://db/crm?sslpassword=s3cret", "postgres://db/crm")]
    [InlineData("postgres:s3cret", "postgres://…")]
    [InlineData("Host=db;Username=etl;PASSWORD=s3cret;Table=a", "host=db;username=etl;table=a")]
    [InlineData("Host=db;Username=etl;pwd=s3cret", "host=db;username=etl")]
    [InlineData("Host=db;'s3cret", "Host=…")]
    [InlineData("Server=db;User Id=etl;Password=s3cret", "server=db;user id=etl")]
    [InlineData("host=db user=etl password=s3cret dbname=crm", "Host=…")]
    [InlineData("Database=crm;Pwd=s3cret;Username=etl", "Database=crm;Pwd=…;Username=etl")]
    [InlineData("postgres//etl:s3cret@s3cret@db/crm", "postgres//etl@db/crm")]
    [InlineData("sqlite:contacts.db", "sqlite:contacts.db")]
    public void Secrets_are_left_out_of_what_is_written_down(string target, string written) =>
        Assert.Equal(written, PostgresAddress.WithoutSecrets(target), ignoreCase: true);
}
