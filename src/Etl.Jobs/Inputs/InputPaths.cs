using System.IO.Enumeration;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Formats.Compression;
using Etl.Formats.Csv;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Inputs;

/// <summary>Expands the inputs of a job: globs in the last part of a path, for shells that do not, and for job files.</summary>
public static class InputPaths
{
    /// <summary>Standard input.</summary>
    public const string Standard = "-";

    /// <summary>The files in the order given; those of a glob in ordinal order. A glob that meets no file is refused.</summary>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> inputs) =>
        [.. inputs.SelectMany(Expand).Distinct(StringComparer.Ordinal)];

    /// <summary>True for what is read once and forward, and looked at no second time: standard input, pipes and devices.</summary>
    internal static bool IsStream(string path) =>
        path == Standard || (!DatabaseInput.Is(path) && SpecialFile.IsAt(path));

    /// <summary>True for an output that is written once and in place: standard output, another open descriptor, pipes and devices.</summary>
    internal static bool IsStreamOutput(string path) => path == Standard || SpecialFile.IsWrittenInPlace(path);

    /// <summary>The stream to read an input from; null for a file.</summary>
    /// <exception cref="JobException">It cannot be read.</exception>
    internal static async ValueTask<Stream?> OpenStreamAsync(
        string path,
        JobEnvironment environment,
        CancellationToken cancellationToken
    ) =>
        path == Standard ? environment.OpenInput()
        : IsStream(path) ? await OpenSpecialAsync(path).WaitAsync(cancellationToken).ConfigureAwait(false)
        : null;

    /// <summary>A pipe opens when somebody writes to it, so whoever asks for it must be able to give up.</summary>
    static async Task<Stream> OpenSpecialAsync(string path)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return CsvInput.OpenSpecial(path);
    }

    /// <summary>True when records come from or go to a pipe, so that the job cannot start over.</summary>
    internal static bool IsPiped(JobOptions options) =>
        options.Inputs.Any(IsStream) || (options.Output is { } output && IsStreamOutput(output) && !options.DryRun);

    /// <summary>Bytes of a file that holds its records as they are; 0 for all else.</summary>
    internal static long PlainBytes(string path) =>
        path != Standard && CompressionSniffer.OfName(path) == CompressionKind.None
            ? Math.Max(0, LinkedFile.LengthOf(path))
            : 0;

    static IEnumerable<string> Expand(string input)
    {
        var isGlob = input.AsSpan().IndexOfAny('*', '?') >= 0;
        if (input == Standard || DatabaseInput.Is(input) || File.Exists(input))
        {
            return [input];
        }
        RefuseUnknownScheme(input);
        if (!isGlob)
        {
            return [input];
        }
        var folder = Path.GetDirectoryName(input) is { Length: > 0 } named ? named : ".";
        var pattern = Path.GetFileName(input);
        if (folder.AsSpan().IndexOfAny('*', '?') >= 0 || !Directory.Exists(folder))
        {
            throw new JobException(
                $"The input '{input}' names no existing folder; a glob may stand in the last part of a path only, for example 'exports/*.csv'."
            );
        }
        var found = Directory
            .EnumerateFiles(folder)
            .Where(path => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path), ignoreCase: false))
            .Where(path => !RejectPaths.IsByProduct(path))
            .Select(path => folder == "." && !input.StartsWith('.') ? Path.GetFileName(path) : path)
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count > 0
            ? found
            : throw new JobException($"The input '{input}' matches no file in '{folder}'; check the pattern.");
    }

    /// <summary>A misspelt address is no file, and may hold a password that no message may repeat.</summary>
    static void RefuseUnknownScheme(string input)
    {
        if (input.Contains("://", StringComparison.Ordinal))
        {
            throw new JobException(
                $"The input '{TargetText.Shown(input)}' is neither a file nor a database that Etl knows; expected a file, sqlite:FILE or postgres://USER@HOST/DATABASE?table=NAME."
            );
        }
    }
}
