using System.Security.Cryptography;
using System.Text.Json;
using Etl.Formats.Files;

namespace Etl.Formats.Csv;

/// <summary>
/// What <c>FILE.etl.json</c> says about an exported file. It is believed only while the file's SHA-256 is the stated one: an
/// edited file is a file like any other.
/// </summary>
sealed record CsvSidecar
{
    /// <summary>What is added to the file's name.</summary>
    const string Extension = ".etl.json";

    const string FormatName = "etl-csv-1";

    const int SidecarBytesMax = 16 << 20;

    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Version of this description.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>Size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Records in it, header not counted.</summary>
    public required long Rows { get; init; }

    /// <summary>Its headers, without guards.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>True when values carry formula guards.</summary>
    public required bool Guarded { get; init; }

    /// <summary>True when the file has a sidecar that says it is guarded, and is still the file that it was.</summary>
    public static async ValueTask<bool> SaysGuardedAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        var sidecar = Read(path + Extension);
        if (sidecar is not { Guarded: true, Format: FormatName } || !file.Exists || file.Length != sidecar.Bytes)
        {
            return false;
        }
        var stream = InputFile.Open(path);
        await using (stream.ConfigureAwait(false))
        {
            var digest = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
            return string.Equals(Convert.ToHexStringLower(digest), sidecar.Sha256, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Writes it beside the file.</summary>
    public void Write(string path)
    {
        using var file = new AtomicFile(path + Extension, overwrite: true);
        try
        {
            file.Stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, json));
        }
        catch (IOException exception)
        {
            throw file.Failed(exception);
        }
        file.Complete();
    }

    static CsvSidecar? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= SidecarBytesMax
                ? JsonSerializer.Deserialize<CsvSidecar>(File.ReadAllBytes(path), json)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
