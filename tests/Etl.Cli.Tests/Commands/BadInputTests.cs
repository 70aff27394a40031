using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>What cannot work is answered with one sentence and the right exit code, and destroys nothing.</summary>
public sealed class BadInputTests : IDisposable
{
    const string Contacts = "Name,Email\nAnn,ann@x.com\n";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("missing.csv", null, "does not exist")]
    [InlineData("empty.csv", "", "is empty")]
    [InlineData("binary.csv", "a\0\u0001\u0002\0\0\0\0,\0\n\0", "is a binary file")]
    public async Task An_unreadable_input_is_refused(string name, string? content, string says)
    {
        if (content is not null)
        {
            folder.Write(name, content);
        }
        await Refused(2, says, "import", folder.File(name), "--to", Store);
        Assert.DoesNotContain("store.db", folder.FileNames());
    }

    [Fact]
    public async Task A_folder_is_refused() => await Refused(2, "is a folder", "import", folder.Path, "--to", Store);

    [Fact]
    public async Task A_header_alone_is_an_input_without_records()
    {
        var input = folder.Write("header.csv", "Name,Email\n");
        var result = await CommandLine.RunAsync("clean", input, "--out", folder.File("out.csv"), "--quiet");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("Name,Email\n", folder.ReadText("out.csv"));
    }

    [Fact]
    public async Task An_input_without_read_permission_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are of another kind there.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The super-user may read everything.");
        var input = Good();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(input, UnixFileMode.UserWrite);
        }
        await Refused(2, "may not be read", "import", input, "--to", Store);
    }

    [Theory]
    [InlineData("nothing*.csv", "matches no file")]
    [InlineData("*/contacts.csv", "a glob may stand in the last part")]
    public async Task A_bad_glob_is_refused(string glob, string says) =>
        await Refused(2, says, "import", folder.File(glob), "--to", Store);

    [Fact]
    public async Task A_compressed_file_that_is_cut_off_stops_the_job()
    {
        var packed = File.ReadAllBytes(RepositoryRoot.Combine("datasets/samples/truncated.csv.gz"));
        var input = folder.Write("cut.csv.gz", packed);
        await Refused(3, "cut short", "clean", input, "--out", folder.File("out.csv"));
        Assert.Equal(["cut.csv.gz"], folder.FileNames());
    }

    [Theory]
    [InlineData("Name,Email\nZo\u00EB,zoe@x.com\n", "utf-16", "is not utf-16")]
    [InlineData("Name,Email\nAnn,ann@x.com\n", "klingon", "is not an encoding")]
    public async Task A_wrong_name_of_an_encoding_is_refused(string content, string encoding, string says)
    {
        var input = folder.Write("contacts.csv", content);
        await Refused(2, says, "clean", input, "--encoding", encoding, "--out", folder.File("out.csv"));
    }

    [Fact]
    public async Task An_encoding_that_is_not_certain_is_refused_with_those_that_it_may_be()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        const string Text = "Name\nمحمد\nأحمد الحسيني\nخالد المصري\nفاطمة\nمريم الشامي\n";
        var input = folder.Write("arabic.csv", System.Text.Encoding.GetEncoding("iso-8859-6").GetBytes(Text));
        await Refused(2, "for example --encoding", "import", input, "--to", Store);
    }

    [Theory]
    [InlineData("Email=emial", "Did you mean 'email'?")]
    [InlineData("Emial=email", "Did you mean \"Email\"?")]
    public async Task An_unknown_name_in_set_is_refused_with_the_nearest(string set, string says) =>
        await Refused(2, says, "import", Good(), "--to", Store, "--set", set);

    [Fact]
    public async Task Too_little_memory_is_refused() =>
        await Refused(2, "--memory 512MB", "import", Good(), "--to", Store, "--memory", "64MB", "--workers", "64");

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        await CommandLine.RunAsync("import", Good(), "--to", Store, "--quiet");
        var store = folder.ReadBytes("store.db");
        // SQLite keeps the user version at byte 60 of the header, big-endian.
        store[62] = 1;
        folder.Write("store.db", store);
        await Refused(2, "newer Etl", "import", Good(), "--to", Store);
        await Refused(2, "newer Etl", "export", "--from", Store, "--out", "-");
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_refused()
    {
        var other = folder.Write("other.db", "no store");
        await Refused(2, "is not a contact store", "import", Good(), "--to", "sqlite:" + other);
        Assert.Equal("no store", folder.ReadText("other.db"));
    }

    [Fact]
    public async Task A_target_of_another_kind_is_refused() =>
        await Refused(2, "mysql", "import", Good(), "--to", "mysql:x");

    [Fact]
    public async Task An_export_of_a_missing_store_is_refused() =>
        await Refused(2, "none.db", "export", "--from", "sqlite:" + folder.File("none.db"), "--out", "-");

    string Store => "sqlite:" + folder.File("store.db");

    string Good() => folder.Write("good.csv", Contacts);

    static async Task Refused(int exitCode, string says, params string[] arguments) =>
        OneSentence.Expect(exitCode, says, await CommandLine.RunAsync([.. arguments, "--quiet"]));
}
