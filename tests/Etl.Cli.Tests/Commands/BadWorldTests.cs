using System.Globalization;
using System.Text;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Disks that fill up, files that change, variables with nonsense in them: one sentence each, and nothing half done.</summary>
public sealed class BadWorldTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, "it grew from")]
    [InlineData(false, "the file changed while it was read")]
    public async Task A_file_that_changes_while_it_is_read_stops_the_job(bool grows, string says)
    {
        // Larger than all blocks in flight, so that reading still goes on when the first bytes are written.
        var input = folder.Write("in.csv", Rows(150_000));
        using var output = new FirstWriteStream(() => Change(input, grows));
        var result = await CommandLine.RunAsync(
            [],
            ["clean", input, "--out", "-", "--workers", "1", "--quiet"],
            output
        );
        OneSentence.Expect(3, says, result);
    }

    [Fact]
    public async Task A_full_disk_leaves_no_output()
    {
        var input = folder.Write("in.csv", Rows(2_000));
        await LimitedAsync("in.csv", "clean", input, "--out", folder.File("out.csv"));
    }

    [Fact]
    public async Task A_full_disk_for_rejects_leaves_no_output()
    {
        var rows = new StringBuilder("Name,Email\nAnn,ann@x.com\n");
        rows.Insert(rows.Length, "too,many,fields,here\n", 3_000);
        var input = folder.Write("in.csv", rows.ToString());
        await LimitedAsync("in.csv", "clean", input, "--out", folder.File("out.csv"));
    }

    [Fact]
    public async Task A_full_disk_for_the_store_is_said_so()
    {
        var input = folder.Write("in.csv", Rows(2_000));
        var store = "sqlite:" + folder.File("store.db");
        await LimitedAsync(null, "import", input, "--to", store);
    }

    [Theory]
    [InlineData("clean")]
    [InlineData("import")]
    public async Task A_link_that_leads_in_a_circle_is_said_so(string command)
    {
        File.CreateSymbolicLink(folder.File("a.csv"), folder.File("b.csv"));
        File.CreateSymbolicLink(folder.File("b.csv"), folder.File("a.csv"));
        string[] output =
            command == "clean" ? ["--out", folder.File("out.csv")] : ["--to", "sqlite:" + folder.File("store.db")];
        var result = await CommandLine.RunAsync([command, folder.File("a.csv"), .. output, "--quiet"]);
        OneSentence.Expect(2, "a.csv", result);
    }

    [Fact]
    public async Task A_device_without_space_is_said_so()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no such device here.");
        var input = folder.Write("in.csv", Rows(10));
        var result = await RunAsync(
            new ProcessCommand("bash", "-c", "exec \"$0\" clean \"$1\" --out - --quiet > /dev/full", Etl, input)
        );
        OneSentence.Expect(3, "the disk is full", result);
    }

    [Theory]
    [InlineData("ETL_KERNEL", "nonsense")]
    [InlineData("ETL_BLOCK_BYTES", "lots")]
    [InlineData("ETL_CHUNK_ROWS", "0")]
    public async Task A_variable_that_makes_no_sense_is_refused(string name, string value)
    {
        var input = folder.Write("in.csv", Rows(1));
        var command = new ProcessCommand(Etl, "clean", input, "--out", folder.File("out.csv"))
        {
            Environment = new Dictionary<string, string?> { [name] = value },
        };
        OneSentence.Expect(2, $"{name} is '{value}'", await RunAsync(command));
    }

    static string Etl => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "etl.exe" : "etl");

    static string Rows(int count)
    {
        var rows = new StringBuilder("Name,Email,Notes\n");
        for (var row = 0; row < count; row++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"Ann {row},ann{row}@example.com,{new string('n', 40)}\n");
        }
        return rows.ToString();
    }

    static void Change(string path, bool grows)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (grows)
        {
            file.Seek(0, SeekOrigin.End);
            file.Write("Bob,bob@example.com,\n"u8);
        }
        else
        {
            file.SetLength(file.Length - 100);
        }
    }

    [Fact]
    public async Task A_missing_folder_for_temporary_files_is_named_with_its_variable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The variable has another name there.");
        var input = folder.Write("in.csv", Rows(20));
        string[] arguments = ["clean", input, "--on-duplicate", "update", "--out", folder.File("out.csv"), "--quiet"];
        var command = new ProcessCommand(Etl, arguments)
        {
            Environment = new Dictionary<string, string?> { ["TMPDIR"] = folder.File("none") },
        };
        OneSentence.Expect(2, "TMPDIR", await RunAsync(command));
        Assert.Equal(["in.csv"], folder.FileNames());
    }

    // A limit on the size of files refuses like a full disk; the signal that comes with it is ignored, as a full disk sends none.
    async Task LimitedAsync(string? left, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such limit there.");
        var command = new ProcessCommand(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 24; exec \"$@\"", "bash", Etl, .. arguments, "--quiet"]
        )
        {
            // Without it the runtime reserves its code memory in a file of its own, which the limit would forbid.
            Environment = new Dictionary<string, string?> { ["DOTNET_EnableWriteXorExecute"] = "0" },
        };
        OneSentence.Expect(3, folder.Path, await RunAsync(command));
        if (left is not null)
        {
            Assert.Equal([left], folder.FileNames());
        }
    }

    static async Task<CommandResult> RunAsync(ProcessCommand command)
    {
        var result = await ProcessRunner.RunAsync(command, TestContext.Current.CancellationToken);
        return new CommandResult(result.ExitCode, result.Output, result.Error);
    }
}
