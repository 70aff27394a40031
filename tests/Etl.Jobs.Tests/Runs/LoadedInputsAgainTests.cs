namespace Etl.Jobs.Tests.Runs;

/// <summary>Files that come again by another name, read otherwise, or behind others: what is known of them, and what is not taken for proof.</summary>
public sealed class LoadedInputsAgainTests : KeylessImports
{
    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task Files_before_the_one_that_a_job_was_interrupted_in_are_said_to_be_stored_again(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var first = Options(database, Folder.Write("first.csv", "First Name,Email,City\nZoe,,Rome\n"));
        var second = Options(database, Folder.Write("second.csv", "First Name,Email,City\nYan,,Bonn\n"));
        var third = Options(database, Write("a", 0));
        var other = Options(database, Folder.Write("other.csv", "First Name,Email,City\nYan,,Oslo\n"));
        await InterruptAsync(first with { Inputs = [.. first.Inputs, .. second.Inputs, .. third.Inputs] });

        Assert.Equal(1, CountOf((await ImportAsync(first)).Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Equal(1, CountOf((await ImportAsync(second)).Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Equal(KeylessCount, CountOf((await ImportAsync(third)).Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Empty((await ImportAsync(other)).Warnings);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_file_behind_a_link_is_known_when_it_comes_again(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        File.CreateSymbolicLink(Folder.File("link.csv"), Write("a", 0));
        var options = Options(database, Folder.File("link.csv"));
        await ImportAsync(options);

        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
        Assert.Equal(0, (await ImportAsync(Options(database, Folder.File("a.csv")))).Rows.Inserted);
    }

    [Fact]
    public async Task What_an_interrupted_job_has_loaded_from_behind_a_link_is_said_to_be_stored_again()
    {
        File.CreateSymbolicLink(Folder.File("link.csv"), Write("a", 0));
        var options = Options(null, Folder.File("link.csv"));
        await InterruptAsync(options);

        var again = await ImportAsync(options);

        Assert.Equal(KeylessCount, CountOf(again.Warnings, "KEYLESS_STORED_AGAIN"));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_file_that_was_read_otherwise_proves_no_record(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Folder.Write("a.csv", "Ann,Oslo,\nBob,Rome,\nCid,Bonn,\n")) with
        {
            Set = [new("#1", "first_name"), new("#2", "city"), new("#3", "email")],
        };
        Assert.Equal(2, (await ImportAsync(options)).Rows.Inserted);

        var again = await ImportAsync(options with { NoHeader = true });

        Assert.Equal(3, again.Rows.Inserted);
        Assert.Equal(3, CountOf(again.Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
        Assert.Equal(0, (await ImportAsync(options with { NoHeader = true })).Rows.Inserted);
    }

    [Theory]
    [InlineData(",", "\"", "utf-8")]
    [InlineData(null, null, null)]
    public async Task What_is_said_as_it_was_found_out_proves_the_same(
        string? delimiter,
        string? quote,
        string? encoding
    )
    {
        var options = Options(null, Write("a", 0));
        await ImportAsync(options);

        var again = await ImportAsync(options with { Delimiter = delimiter, Quote = quote, Encoding = encoding });

        Assert.Equal(0, again.Rows.Inserted);
    }

    [Fact]
    public async Task A_job_of_a_newer_program_with_an_option_of_its_own_is_another_job()
    {
        await using var database = await DatabaseAsync(Postgres);
        var options = Options(database, Write("a", 0));
        var first = await ImportAsync(options);
        await database!.ExecuteAsync("update etl_job set options = options || E'\\nof-tomorrow: yes\\n'", Token);

        var again = await ImportAsync(options);

        Assert.Equal(KeylessCount, again.Rows.Inserted);
        Assert.Equal(RecordCount, first.Rows.Inserted);
    }
}
