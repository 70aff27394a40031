using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Etl.Cli.Screen;

namespace Etl.Cli;

/// <summary>An exception that nobody expected: one sentence for the user, the details in a file.</summary>
static class BugReport
{
    /// <summary>Writes the details to a file in the temporary folder and says where.</summary>
    public static void Write(Exception exception, Terminal terminal)
    {
        var details = exception.ToString();
        var code = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Origin(exception))))[..6];
        var stamp = terminal.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var path = Path.Combine(Path.GetTempPath(), $"etl-bug-{code}-{stamp}.log");
        var where = TryWrite(path, details)
            ? $"The details are in '{path}'."
            : "The details could not be written to a file.";
        terminal.Error.WriteLine(
            $"error: This is a bug in Etl (code {code}): {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}. {where}"
        );
    }

    // The same fault gives the same code, whatever values its message holds.
    static string Origin(Exception exception) =>
        exception.GetType().Name + exception.StackTrace?.Split('\n').FirstOrDefault();

    static bool TryWrite(string path, string details)
    {
        try
        {
            File.WriteAllText(path, details);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
