using System.IO.Compression;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Compression;

/// <summary>An input opened for one forward read: its unpacked bytes, and what is needed to account for the packed ones.</summary>
sealed class UnpackedInput : IAsyncDisposable
{
    const int HeadBytes = 16;

    readonly FileSnapshot? snapshot;
    readonly string? wholeDigest;

    UnpackedInput(
        Stream content,
        DigestingStream raw,
        CompressionKind kind,
        FileSnapshot? snapshot,
        string? wholeDigest
    )
    {
        Content = content;
        Raw = raw;
        Kind = kind;
        this.snapshot = snapshot;
        this.wholeDigest = wholeDigest;
    }

    /// <summary>The unpacked bytes.</summary>
    public Stream Content { get; }

    /// <summary>The packed bytes' counter and digest.</summary>
    public DigestingStream Raw { get; }

    /// <summary>How it was packed.</summary>
    public CompressionKind Kind { get; }

    /// <summary>Size of the file in bytes; null for a stream.</summary>
    public long? LengthBytes => snapshot?.Length;

    /// <summary>SHA-256 of the file as lower-case hex: of the bytes read so far, or of all for an archive. Null when it is not digested.</summary>
    public string? Digest() => wholeDigest ?? Raw.Digest();

    /// <summary>Throws when the file is not what it was when it was opened. Called behind the last byte.</summary>
    public void EnsureUnchanged() => snapshot?.EnsureUnchanged(Raw.BytesRead);

    /// <summary>Throws when the file is not what it was when it was opened. Called where reading stops before the last byte.</summary>
    public void EnsureUnchangedSoFar() => snapshot?.EnsureUnchanged(snapshot.Value.Length);

    /// <summary>Opens a file, or takes a stream when one is given.</summary>
    public static async ValueTask<UnpackedInput> OpenAsync(
        string path,
        string? member,
        Stream? stream,
        ExpansionLimits limits,
        bool digests,
        CancellationToken cancellationToken
    )
    {
        FileSnapshot? snapshot = stream is null ? FileSnapshot.Take(path) : null;
        var raw = new DigestingStream(stream ?? InputFile.OpenForward(path, snapshot?.Length ?? 0), path, digests);
        try
        {
            var head = await PrefixedStream.PeekAsync(raw, HeadBytes, cancellationToken).ConfigureAwait(false);
            var kind = CompressionSniffer.Find(path, head);
            var packed = new PrefixedStream(head, raw);
            if (kind != CompressionKind.Zip)
            {
                RefuseMember(member, path);
                return new UnpackedInput(Unpack(packed, raw, kind, limits, path), raw, kind, snapshot, null);
            }
            var (content, digest) = await OpenZipAsync(
                    path,
                    member,
                    packed,
                    snapshot is null,
                    limits,
                    raw,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new UnpackedInput(content, raw, kind, snapshot, digest);
        }
        catch
        {
            await raw.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        await Raw.DisposeAsync().ConfigureAwait(false);
    }

    static Stream Unpack(Stream packed, DigestingStream raw, CompressionKind kind, ExpansionLimits limits, string path)
    {
        Stream? unpacked = kind switch
        {
            CompressionKind.Gzip => new GzipReadStream(packed, path),
            CompressionKind.Brotli => new BrotliReadStream(packed, path),
            _ => null,
        };
        return unpacked is null ? packed : new ExpansionGuardStream(unpacked, () => raw.BytesRead, limits, path);
    }

    static void RefuseMember(string? member, string path)
    {
        if (member is not null)
        {
            throw new JobException(
                $"The input \"{path}\" is no zip archive, so it holds no file \"{member}\"; name the file alone."
            );
        }
    }

    /// <summary>
    /// An archive is read at random places, so its digest is taken in a pass of its own. A stream is first spooled to a temporary
    /// file, which the system removes when it is closed.
    /// </summary>
    static async ValueTask<(Stream Content, string? Digest)> OpenZipAsync(
        string path,
        string? member,
        Stream packed,
        bool isStream,
        ExpansionLimits limits,
        DigestingStream raw,
        CancellationToken cancellationToken
    )
    {
        var file = isStream ? Spool() : InputFile.Open(path, FileOptions.RandomAccess);
        try
        {
            await packed.CopyToAsync(isStream ? file : Stream.Null, cancellationToken).ConfigureAwait(false);
            file.Position = 0;
            var archive = ZipMembers.Open(file, path, limits);
            var name = member ?? OnlyName(archive, path);
            var entry = ZipMembers.Find(archive, name, path);
            var packedBytes = Math.Min(entry.CompressedLength, file.Length);
            var content = new ZipMemberStream(archive, entry, $"{path}/{name}");
            return (new ExpansionGuardStream(content, () => packedBytes, limits, $"{path}/{name}"), raw.Digest());
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    static string OnlyName(ZipArchive archive, string path)
    {
        var names = ZipMembers.Names(archive, path);
        return names.Count == 1
            ? names[0]
            : throw new JobException(
                $"The zip archive \"{path}\" holds {names.Count} files ({string.Join(", ", names.Take(5))}); read from stdin it may hold one: save it to a file and name that."
            );
    }

    static FileStream Spool() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose
        );
}
