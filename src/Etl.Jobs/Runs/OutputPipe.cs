using Etl.Core.Files;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>An output that is a named pipe: it opens when somebody reads from it, which is waited for where the job can be stopped.</summary>
static class OutputPipe
{
    /// <summary>
    /// Waits for a reader and returns the open pipe; null for an output that is no named pipe, and for one that will be refused.
    /// </summary>
    public static async ValueTask<Stream?> OpenAsync(JobOptions options, CancellationToken cancellationToken)
    {
        if (
            options.DryRun
            || options.Output is null or InputPaths.Standard
            || !SpecialFile.IsNamedPipe(options.Output)
            || FormatFile.Of(options) is { HasConsentFiles: true }
        )
        {
            return null;
        }
        try
        {
            return await OpenAsync(options.Output).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            // The output will meet it too, and knows what to say.
            return null;
        }
    }

    static async Task<Stream> OpenAsync(string path)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return SpecialFile.OpenInPlace(path);
    }
}
