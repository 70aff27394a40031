using System.Text;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Catalog;

public sealed class TargetTableTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_are_read_with_their_types_limits_and_defaults()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create extension citext;
            create type mood as enum ('b', 'a', 'größer');
            create domain address as citext check (value ~ '@');
            create domain short as varchar(5) not null;
            create domain shorter as short;
            create sequence free_numbers;
            create table people (
              id bigint generated always as identity primary key,
              old_id serial,
              free_id int default nextval('free_numbers'),
              dropped text,
              name varchar(40) not null default 'nobody',
              email address,
              nick shorter,
              score numeric(6,2) default 1.5,
              big numeric,
              mood mood default 'a',
              tags varchar(10)[] default '{x,y}',
              code char(3),
              since timestamptz default now(),
              token uuid default gen_random_uuid(),
              chance float8 default random(),
              twice numeric generated always as (score * 2) stored,
              place point);
            alter table people drop column dropped;
            """,
            Token
        );
        var table = await ReadAsync(database, "people");
        Assert.Equal(
            [
                "id bigint Int8 not null identity",
                "old_id integer Int4 not null",
                "free_id integer Int4",
                "name character varying(40) Varchar not null max 40 = nobody",
                "email address Citext",
                "nick shorter Varchar not null max 5",
                "score numeric(6,2) Numeric (6, 2) = \0\u0002\0\0\0\0\0\u0002\0\u0001\u0013\u0088",
                "big numeric Numeric",
                "mood mood Enum [b, a, größer] = a",
                "tags character varying(10)[] TextArray max 10",
                "code character(3) Char max 3",
                "since timestamp with time zone TimestampTz",
                "token uuid Uuid",
                "chance double precision Float8",
                "twice numeric Numeric generated",
                "place point Other",
            ],
            table!.Columns.Select(Describe)
        );
        Assert.Equal("id", table.Key?.Name);
        Assert.Equal("public.people_id_seq", table.Key?.Sequence);
        Assert.Equal("public.people_old_id_seq", table.Find("old_id")?.Sequence);
        Assert.Equal("public.free_numbers", table.Find("free_id")?.Sequence);
        Assert.True(table.Key?.IsIdentityAlways);
        Assert.NotNull(table.Find("since")?.ConstantDefault);
        Assert.NotNull(table.Find("tags")?.ConstantDefault);
        Assert.Equal(1043u, table.Find("tags")?.ElementOid);
        Assert.All(
            ["token", "chance", "old_id", "free_id", "twice"],
            name => Assert.Null(table.Find(name)?.ConstantDefault)
        );
    }

    [Theory]
    [InlineData("plain (a int)", "")]
    [InlineData("keyed (a int primary key)", "key")]
    [InlineData("composite (a int, b int, primary key (a, b))", "composite")]
    [InlineData("uniques (a int primary key, b int unique)", "key uniques")]
    [InlineData("part (a int primary key, b int); create unique index on part (b) where b > 0", "key uniques")]
    [InlineData("excluded (a int4range, exclude using gist (a with &&))", "uniques")]
    [InlineData("referring (a int primary key, b int references referring)", "key references")]
    [InlineData("late (a int unique deferrable initially deferred)", "uniques deferrable")]
    [InlineData(
        "parted (a int primary key) partition by range (a); create table p partition of parted default",
        "key parted"
    )]
    [InlineData(
        "fired (a int); create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on fired for each row execute function f()",
        "triggers"
    )]
    public async Task What_constrains_a_table_is_known(string definition, string expected)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table " + definition, Token);
        var table = await ReadAsync(database, definition[..definition.IndexOf(' ', StringComparison.Ordinal)]);
        string?[] found =
        [
            table!.Key is null ? null : "key",
            table.HasCompositeKey ? "composite" : null,
            table.HasOtherUniques ? "uniques" : null,
            table.HasForeignKeys ? "references" : null,
            table.HasDeferrables ? "deferrable" : null,
            table.IsPartitioned ? "parted" : null,
            table.HasTriggers ? "triggers" : null,
        ];
        Assert.Equal(expected, string.Join(' ', found.OfType<string>()));
    }

    [Fact]
    public async Task Any_name_is_quoted()
    {
        const string Name = "we\"ird' Table.$1 %s -- ; drop";
        const string ColumnName = "Größe \"in\" 'cm' %s\\";
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var name = new TableName("Sche\"ma . x", Name);
        await database.ExecuteAsync(
            $"""
            create schema {Sql.Quote(name.Schema)};
            create type {Sql.Quote(name.Schema)}."Mo""od" as enum ('it''s', 'a"b');
            create table {name.Quoted} ({Sql.Quote("ID x")} serial primary key, {Sql.Quote(ColumnName)} {Sql.Quote(
                name.Schema
            )}."Mo""od" default 'it''s',
              "select" text default 'x')
            """,
            Token
        );
        await using var connection = await database.OpenAsync(Token);
        var table = await TargetTable.ReadAsync(connection, name, Token);
        Assert.Equal(["ID x", ColumnName, "select"], table!.Columns.Select(column => column.Name));
        Assert.Equal("it's", Text(table.Find(ColumnName)!));
        Assert.Equal("x", Text(table.Find("select")!));
        await database.ExecuteAsync(
            $"select nextval('{table.Key!.Sequence!.Replace("'", "''", StringComparison.Ordinal)}')",
            Token
        );
    }

    [Theory]
    [InlineData("create view v as select 1 as a", "\"public\".\"v\" is a view")]
    [InlineData("create materialized view v as select 1 as a", "is a materialized view")]
    [InlineData("create sequence v", "is not a table")]
    public async Task What_is_no_table_is_refused_in_a_sentence(string definition, string words)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(definition, Token);
        var exception = await Assert.ThrowsAsync<JobException>(() => ReadAsync(database, "v"));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_null()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        Assert.Null(await ReadAsync(database, "missing"));
    }

    [Fact]
    public async Task Rows_are_estimated_before_and_after_statistics_exist()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table t (a int); insert into t select generate_series(1, 10000)", Token);
        Assert.InRange((await ReadAsync(database, "t"))!.RowEstimate, 1000, 100_000);
        await database.ExecuteAsync("analyze t", Token);
        Assert.Equal(10_000, (await ReadAsync(database, "t"))!.RowEstimate);
    }

    static async Task<TargetTable?> ReadAsync(PostgresDatabase database, string name)
    {
        await using var connection = await database.OpenAsync(Token);
        return await TargetTable.ReadAsync(connection, new TableName("public", name), Token);
    }

    static string Text(TargetColumn column) => Encoding.Latin1.GetString(column.ConstantDefault!.Value.Span);

    static string Describe(TargetColumn column)
    {
        var text = new StringBuilder($"{column.Name} {column.TypeName} {column.Type}");
        text.Append(column.IsNotNull ? " not null" : "");
        text.Append(column.IsIdentity ? " identity" : "");
        text.Append(column.IsGenerated ? " generated" : "");
        text.Append(column.LengthMax is { } max ? $" max {max}" : "");
        text.Append(column.Precision is { } precision ? $" ({precision}, {column.Scale})" : "");
        text.Append(column.EnumLabels.Count > 0 ? $" [{string.Join(", ", column.EnumLabels)}]" : "");
        var isShown = column.Type is not (PostgresType.TextArray or PostgresType.TimestampTz);
        text.Append(column.ConstantDefault is not null && isShown ? $" = {Text(column)}" : "");
        return text.ToString();
    }
}
