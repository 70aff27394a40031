using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Csv;

/// <summary>One delimited input: a file, a member of a zip archive, or a stream such as stdin.</summary>
/// <param name="Path">The path as the user wrote it; <c>-</c> for stdin.</param>
public sealed record CsvInput(string Path)
{
    /// <summary>Name inside the zip archive at <see cref="Path"/>; null for its only member, or when it is no archive.</summary>
    public string? Member { get; init; }

    /// <summary>The bytes, when they do not come from a file. Read once, forward.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Opens a named pipe or a device, to be read as a stream. Waits for whoever writes into a pipe.</summary>
    /// <exception cref="JobException">It cannot be read.</exception>
    public static Stream OpenSpecial(string path) => InputFile.Open(path, FileOptions.None);

    /// <summary>Why a job cannot go on in the middle of an input that is read once.</summary>
    public static JobException CannotGoOn(string name) =>
        new(
            $"The input \"{name}\" is a stream, which cannot be read again from where it stopped; save it to a file and start the job with that."
        );

    /// <summary>The name that messages and reports use.</summary>
    public string Name => Member is null ? Path : $"{Path}/{Member}";
}
