using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Who opted out in the file of one program has opted out in that for another, and back.</summary>
public sealed class OptOutRoundTripTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("hubspot")]
    [InlineData("hubspot-names")]
    [InlineData("salesforce")]
    [InlineData("salesforce-report")]
    [InlineData("brevo")]
    [InlineData("etl")]
    public async Task An_opt_out_survives_another_program(string format)
    {
        var input = Write(
            "in.csv",
            "Last Name,Email,Email Opt Out\nA,ann@example.com,true\nB,bob@example.com,false\nC,cy@example.com,\n"
        );
        var report = await CleanAsync(input, format, "out.csv");
        Assert.Equal(2, report.Changes.Single(code => code.Code == "CONSENT_INVERTED").Count);
        Assert.Empty(report.Warnings);
        await CleanAsync(Path.Combine(folder.Path, "out.csv"), "etl", "back.csv");
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(folder.Path, "back.csv"),
            TestContext.Current.CancellationToken
        );
        var consent = Array.IndexOf(lines[0].Split(','), "consent");
        Assert.Equal(["unsubscribed", "", ""], lines.Skip(1).Select(line => line.Split(',')[consent]));
    }

    [Fact]
    public async Task Each_inverted_value_is_explained()
    {
        var input = Write("in.csv", "Email,Unsubscribed from all email\nann@example.com,Yes\nbob@example.com,No\n");
        var explained = Path.Combine(folder.Path, "explain.jsonl");
        await CleanAsync(input, "etl", "out.csv", explained);
        var lines = await File.ReadAllTextAsync(explained, TestContext.Current.CancellationToken);
        Assert.Contains("\"before\":\"Yes\",\"after\":\"unsubscribed\",\"code\":\"CONSENT_INVERTED\"", lines);
        Assert.Contains("\"before\":\"No\",\"after\":null,\"code\":\"CONSENT_INVERTED\"", lines);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    async Task<Etl.Core.Diagnostics.RunReport> CleanAsync(
        string input,
        string format,
        string output,
        string? explain = null
    )
    {
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System);
        var options = new JobOptions
        {
            Kind = JobKind.Clean,
            Inputs = [input],
            Templates = Path.Combine(folder.Path, "templates"),
            Output = Path.Combine(folder.Path, output),
            Rejects = Path.Combine(folder.Path, output + ".rejects.csv"),
            As = format,
            Explain = explain,
        };
        return await new JobRunner(environment).RunAsync(
            options,
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );
    }
}
