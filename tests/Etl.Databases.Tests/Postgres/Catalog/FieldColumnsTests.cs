using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Tests.Postgres.Catalog;

public sealed class FieldColumnsTests
{
    [Fact]
    public void Columns_of_a_users_table_hold_what_their_names_mean()
    {
        var columns = FieldColumns.Of(
            Table(
                Column("id", PostgresType.Int8) with
                {
                    IsIdentity = true,
                },
                Column("Vorname"),
                Column("E-Mail Address"),
                Column("personal_email"),
                Column("subscribed", PostgresType.Bool),
                Column("Weird \"name\""),
                Column("search", PostgresType.Other) with
                {
                    IsGenerated = true,
                },
                Column("company")
            ),
            isMadeByEtl: false
        );
        Assert.Equal(
            [
                "custom.id",
                "first_name",
                "email",
                "email_2",
                "custom.subscribed",
                "custom.Weird \"name\"",
                "custom.search",
                "company",
            ],
            columns.All.Select(pair => pair.Field.Name)
        );
        Assert.Equal("E-Mail Address", columns.ColumnOf(ContactFields.Find("email")!)?.Name);
        Assert.Equal("Weird \"name\"", columns.ColumnOf(ContactFields.Find("custom.WEIRD \"Name\"")!)?.Name);
        Assert.Null(columns.ColumnOf(ContactFields.Find("last_name")!));
    }

    [Fact]
    public void Columns_that_differ_in_case_only_are_told_apart_by_it()
    {
        var columns = FieldColumns.Of(Table(Column("Score"), Column("score")), isMadeByEtl: false);
        Assert.Equal("score", columns.ColumnOf(ContactFields.Find("custom.score")!)?.Name);
        Assert.Equal("Score", columns.ColumnOf(ContactFields.Find("custom.Score")!)?.Name);
        Assert.Equal("Score", columns.ColumnOf(ContactFields.Find("custom.SCORE")!)?.Name);
    }

    [Fact]
    public void Columns_of_a_table_of_Etl_hold_the_fields_of_their_names()
    {
        var columns = FieldColumns.Of(
            Table(Column("id", PostgresType.Int8), Column("email"), Column("custom", PostgresType.Jsonb)),
            isMadeByEtl: true
        );
        Assert.Equal(["email"], columns.All.Select(pair => pair.Field.Name));
        Assert.Equal("custom", columns.FieldOf(Column("custom")));
        Assert.Null(columns.ColumnOf(ContactFields.Find("custom.id")!));
    }

    static TargetTable Table(params TargetColumn[] columns) =>
        new(new TableName("public", "people"), 1, columns, null, false, 0);

    static TargetColumn Column(string name, PostgresType type = PostgresType.Text) =>
        new(name, "text", type, 25, null, null, null, false, false, false, null, null, []);
}
