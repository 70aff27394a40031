using Etl.Jobs.Inputs;

namespace Etl.Jobs.Tests.Inputs;

public sealed class DatabaseInputTests
{
    [Theory]
    [InlineData("postgres://user@host/crm", true)]
    [InlineData("postgresql://user@host/crm?table=people", true)]
    [InlineData("Host=localhost;Database=crm", true)]
    [InlineData("sqlite:contacts.db", true)]
    [InlineData("sqlite:", false)]
    [InlineData("contacts.csv", false)]
    [InlineData("-", false)]
    public void Databases_are_told_from_files(string input, bool expected) =>
        Assert.Equal(expected, DatabaseInput.Is(input));

    [Theory]
    [InlineData("postgres://user:secret@host/crm", null, "public.contacts")]
    [InlineData("postgres://user:secret@host/crm?table=crm.people", null, "crm.people")]
    [InlineData("postgres://host/crm?table=%22My%20Crm%22.%22a%2Fb%22", null, "_My_Crm_._a_b_")]
    [InlineData("postgres://user@host/crm", "select 1", "query")]
    [InlineData("sqlite:data/contacts.db", null, "contacts.db")]
    public void Rejects_are_named_for_the_table_in_the_current_folder(string input, string? query, string expected) =>
        Assert.Equal(expected, DatabaseInput.FileName(input, query));

    [Fact]
    public void Addresses_are_no_globs() =>
        Assert.Equal(
            ["postgres://user@host/crm?table=people*", "sqlite:*.db"],
            InputPaths.Expand(["postgres://user@host/crm?table=people*", "sqlite:*.db"])
        );
}
