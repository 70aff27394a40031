using System.Runtime.InteropServices;
using Etl.Testing;

namespace Etl.EndToEnd.Results;

/// <summary>On what, and with which versions, figures were taken.</summary>
/// <param name="Processor">The processor's own name.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Kernel">The system and its kernel.</param>
/// <param name="Runtime">Version of .NET that runs this program.</param>
/// <param name="Etl">The program's version, and the commit of the checkout.</param>
sealed record Machine(string Processor, int Cores, string Kernel, string Runtime, string Etl)
{
    /// <summary>The processor's name as that of a file: small letters and digits, words joined by hyphens.</summary>
    public string FileName
    {
        get
        {
            var letters = Processor.Select(letter =>
                char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' '
            );
            return string.Join('-', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    /// <summary>One line.</summary>
    public string Line => FormattableString.Invariant($"{Processor}, {Cores} cores; {Kernel}; {Runtime}; {Etl}");

    /// <summary>Reads all of it.</summary>
    /// <param name="etl">The program, or null when there is none.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Machine> ReadAsync(string? etl, CancellationToken cancellationToken) =>
        new(
            await ProcessorAsync(cancellationToken),
            Environment.ProcessorCount,
            $"{RuntimeInformation.OSDescription}, {await KernelAsync(cancellationToken)}",
            RuntimeInformation.FrameworkDescription,
            $"{(etl is null ? "Etl" : await FirstLineAsync(etl, ["--version"], cancellationToken))} of commit {await CommitAsync(cancellationToken)}"
        );

    static async Task<string> ProcessorAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists("/proc/cpuinfo"))
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }
        var lines = await File.ReadAllLinesAsync("/proc/cpuinfo", cancellationToken);
        var line = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    static async Task<string> KernelAsync(CancellationToken cancellationToken) =>
        await FirstLineAsync("uname", ["-sr"], cancellationToken);

    static async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        var commit = await FirstLineAsync(
            "git",
            ["-C", RepositoryRoot.Path, "rev-parse", "--short=10", "HEAD"],
            cancellationToken
        );
        var changes = await FirstLineAsync(
            "git",
            ["-C", RepositoryRoot.Path, "status", "--porcelain", "--untracked-files=no", "src"],
            cancellationToken
        );
        return commit + (changes.Length == 0 ? "" : " with changes");
    }

    static async Task<string> FirstLineAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var result = await ProcessRunner.RunAsync(new ProcessCommand(program, arguments), cancellationToken);
        return result.ExitCode == 0 ? result.Output.Split('\n')[0].Trim() : "unknown";
    }
}
