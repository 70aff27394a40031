using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Tests.Postgres.Catalog;

public sealed class TableNameTests
{
    [Theory]
    [InlineData("contacts", "public", "contacts", "public.contacts")]
    [InlineData("Crm.People", "crm", "people", "crm.people")]
    [InlineData("\"My Schema\".\"People List\"", "My Schema", "People List", "\"My Schema\".\"People List\"")]
    [InlineData("crm.\"a\"\"b.c\"", "crm", "a\"b.c", "crm.\"a\"\"b.c\"")]
    [InlineData("über.Größe", "über", "größe", "über.größe")]
    [InlineData("\"1st\"", "public", "1st", "public.\"1st\"")]
    public void Names_are_read_as_SQL_reads_them(string text, string schema, string name, string written)
    {
        var table = TableName.Parse(text);

        Assert.Equal(new TableName(schema, name), table);
        Assert.Equal(written, table.ToString());
        Assert.Equal(table, TableName.Parse(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("a.")]
    [InlineData(".b")]
    [InlineData("people list")]
    [InlineData("\"open")]
    [InlineData("\"a\"b")]
    [InlineData("a;drop table b")]
    public void What_is_no_name_is_refused_in_a_sentence(string text) =>
        Assert.EndsWith(
            ".",
            Assert.Throws<JobException>(() => TableName.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_name_that_the_server_would_cut_is_refused()
    {
        Assert.Equal($"\"{new string('a', 63)}\"", Sql.Quote(new string('a', 63)));

        var failure = Assert.Throws<JobException>(() => Sql.Quote(new string('ä', 32)));
        Assert.Contains("has 64 bytes, but PostgreSQL keeps only 63", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_in_names_are_doubled() => Assert.Equal("\"a\"\"b\", \"c d\"", Sql.QuoteAll(["a\"b", "c d"]));
}
