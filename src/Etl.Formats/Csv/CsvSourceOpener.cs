using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Compression;
using Etl.Formats.Encodings.Detection;
using Etl.Formats.Files;

namespace Etl.Formats.Csv;

/// <summary>Opens delimited inputs: finds out packing, encoding, dialect and header, or says in one sentence what is wrong.</summary>
public static class CsvSourceOpener
{
    /// <summary>The inputs behind one path: each file of a zip archive is one; anything else is itself.</summary>
    public static IReadOnlyList<CsvInput> Expand(CsvInput input, CsvOptions options)
    {
        if (input.Stream is not null || input.Member is not null)
        {
            return [input];
        }
        using var file = InputFile.Open(input.Path);
        Span<byte> head = stackalloc byte[4];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (CompressionSniffer.Find(input.Path, head[..length]) != CompressionKind.Zip)
        {
            return [input];
        }
        using var archive = ZipMembers.Open(file, input.Path, options.Limits.Expansion);
        return [.. ZipMembers.Names(archive, input.Path).Select(name => input with { Member = name })];
    }

    /// <summary>Opens one input, ready to be read from its first record.</summary>
    /// <exception cref="JobException">It cannot be read, or it is no delimited text.</exception>
    public static async ValueTask<CsvSource> OpenAsync(
        CsvInput input,
        CsvOptions options,
        CancellationToken cancellationToken
    )
    {
        var text = await CsvText.OpenAsync(input, options, cancellationToken).ConfigureAwait(false);
        try
        {
            var dialect = CsvSniffer.Find(new CsvSample(text.Head, text.IsWhole), options, input.Name);
            if (dialect.Headers.Count == 0)
            {
                throw new JobException(
                    $"The input \"{input.Name}\" holds nothing but blank lines; check that it was written to its end."
                );
            }
            var unguarded = WithoutGuards(dialect);
            var isGuarded =
                options.RemovesGuards
                && input is { Stream: null, Member: null }
                && CsvSidecar.SaysGuarded(input.Path, unguarded.Headers);
            return new CsvSource(input, options, text, isGuarded ? unguarded : dialect, isGuarded);
        }
        catch
        {
            await text.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Which encoding an input is in, however doubtful. For an archive its only file is looked at.</summary>
    public static ValueTask<EncodingGuess> FindEncodingAsync(
        CsvInput input,
        CsvOptions options,
        CancellationToken cancellationToken
    ) => CsvText.FindEncodingAsync(input, options, cancellationToken);

    static CsvDialect WithoutGuards(CsvDialect dialect) =>
        dialect with
        {
            Headers =
            [
                .. dialect.Headers.Select(header =>
                    Encoding.UTF8.GetString(FormulaGuard.Remove(Encoding.UTF8.GetBytes(header)))
                ),
            ],
        };
}
