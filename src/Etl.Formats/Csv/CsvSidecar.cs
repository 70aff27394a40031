using System.Text.Json;
using System.Text.Json.Serialization;
using Etl.Formats.Files;

namespace Etl.Formats.Csv;

/// <summary>
/// What <c>FILE.etl.json</c> says about an exported file. Its word on guards is believed while the file has the columns that it
/// names: guards are made for spreadsheets, and a file that was edited and saved there still carries them.
/// </summary>
sealed partial record CsvSidecar
{
    /// <summary>What is added to the file's name.</summary>
    const string Extension = ".etl.json";

    const string FormatName = "etl-csv-1";

    const int SidecarBytesMax = 16 << 20;

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

    /// <summary>True when the file has a sidecar that says it is guarded and names these columns, taken without guards.</summary>
    public static bool SaysGuarded(string path, IEnumerable<string> headers) =>
        Read(path + Extension) is { Guarded: true, Format: FormatName } sidecar
        && sidecar.Columns.SequenceEqual(headers);

    /// <summary>Writes it beside the file.</summary>
    public void Write(string path)
    {
        using var file = new AtomicFile(path + Extension, overwrite: true);
        try
        {
            file.Stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, Types.Default.CsvSidecar));
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
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), Types.Default.CsvSidecar)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
    [JsonSerializable(typeof(CsvSidecar))]
    sealed partial class Types : JsonSerializerContext;
}
