using System.Globalization;
using System.IO.Compression;
using Etl.Core.Diagnostics;

namespace Etl.Formats.Compression;

/// <summary>The files in a zip archive that are inputs. Members are read as streams; their names are never used as paths.</summary>
static class ZipMembers
{
    /// <summary>Opens an archive on a seekable stream, which it then owns.</summary>
    public static ZipArchive Open(Stream stream, string path, ExpansionLimits limits)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read);
            if (archive.Entries.Count > limits.EntriesMax)
            {
                throw new JobException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The zip archive \"{path}\" holds {archive.Entries.Count:N0} entries, more than the limit of {limits.EntriesMax:N0}; unpack it and name the files to read."
                    )
                );
            }
            return archive;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new JobException(
                $"The zip archive \"{path}\" is cut short or damaged: its directory cannot be read; fetch it again and test it with \"unzip -t\".",
                exception
            );
        }
        catch (JobException)
        {
            archive?.Dispose();
            throw;
        }
    }

    /// <summary>Names of the members that hold something, in the archive's order.</summary>
    public static IReadOnlyList<string> Names(ZipArchive archive, string path)
    {
        var names = archive.Entries.Where(IsInput).Select(entry => entry.FullName).ToList();
        if (names.Count == 0)
        {
            throw new JobException(
                $"The zip archive \"{path}\" holds no file to read; check that it is the right one."
            );
        }
        if (names.Exists(name => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new JobException(
                $"The input \"{path}\" is an Excel workbook, which this version cannot read; save it as \"CSV UTF-8\" in Excel and name that file."
            );
        }
        return names;
    }

    /// <summary>Finds a member, which must not be encrypted.</summary>
    public static ZipArchiveEntry Find(ZipArchive archive, string name, string path)
    {
        var entry =
            archive.Entries.FirstOrDefault(candidate =>
                string.Equals(candidate.FullName, name, StringComparison.Ordinal)
            )
            ?? throw new JobException(
                $"The zip archive \"{path}\" holds no file \"{name}\"; it holds {string.Join(", ", Names(archive, path).Take(5))}."
            );
        if (entry.IsEncrypted)
        {
            throw new JobException(
                $"The file \"{name}\" in the zip archive \"{path}\" is encrypted; unpack it with its password and name the unpacked file."
            );
        }
        return entry;
    }

    static bool IsInput(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/')
        && !entry.FullName.EndsWith('\\')
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && !entry.Name.StartsWith("._", StringComparison.Ordinal)
        && !string.Equals(entry.Name, ".DS_Store", StringComparison.Ordinal);
}
