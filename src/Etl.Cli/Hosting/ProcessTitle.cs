using System.Globalization;
using System.Text;
using Etl.Jobs.Stores;

namespace Etl.Cli.Hosting;

/// <summary>
/// Takes passwords out of this process's command line as others see it (<c>ps</c>, <c>/proc/PID/cmdline</c>): overwrites them
/// where the kernel shows them from. Only Linux has that; elsewhere, and where it is forbidden, nothing happens.
/// </summary>
/// <remarks>
/// Until the runtime has started the password can be seen, some hundredths of a second; PGPASSWORD and ~/.pgpass are better
/// places for it.
/// </remarks>
static class ProcessTitle
{
    const string StatFile = "/proc/self/stat";
    const string ArgumentsFile = "/proc/self/cmdline";
    const string MemoryFile = "/proc/self/mem";

    /// <summary>Position of <c>arg_start</c> among the fields behind the name, which is the second one of proc(5) and may hold blanks.</summary>
    const int ArgumentsStartField = 48 - 3;

    /// <summary>Overwrites the passwords of arguments.</summary>
    public static void HideSecrets()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        try
        {
            var arguments = File.ReadAllBytes(ArgumentsFile);
            var changes = Changes(arguments);
            if (changes.Count > 0)
            {
                Write(changes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            // A hardened system forbids it: then the title stays as the user wrote it.
        }
    }

    /// <summary>What each argument with a secret becomes, with its place: as long as before, with blanks at its end.</summary>
    public static List<(int Start, byte[] Text)> Changes(ReadOnlySpan<byte> arguments)
    {
        var changes = new List<(int, byte[])>();
        foreach (var range in arguments.Split((byte)0))
        {
            var argument = arguments[range];
            var text = Encoding.UTF8.GetString(argument);
            var shown = Shown(text);
            if (!shown.Equals(text, StringComparison.Ordinal))
            {
                var padded = new byte[argument.Length];
                padded.AsSpan().Fill((byte)' ');
                var bytes = Encoding.UTF8.GetBytes(shown);
                bytes.AsSpan(0, Math.Min(bytes.Length, padded.Length)).CopyTo(padded);
                changes.Add((range.Start.Value, padded));
            }
        }
        return changes;
    }

    /// <summary>An option may stand before its value in the same argument.</summary>
    static string Shown(string argument)
    {
        var equals = argument.StartsWith("--", StringComparison.Ordinal)
            ? argument.IndexOf('=', StringComparison.Ordinal) + 1
            : 0;
        return argument[..equals] + TargetText.Shown(argument[equals..]);
    }

    static void Write(List<(int Start, byte[] Text)> changes)
    {
        var stat = File.ReadAllText(StatFile);
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var start = long.Parse(fields[ArgumentsStartField], CultureInfo.InvariantCulture);
        using var memory = File.OpenHandle(MemoryFile, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        foreach (var (offset, text) in changes)
        {
            RandomAccess.Write(memory, text, start + offset);
        }
    }
}
