using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Cli.Screen;

/// <summary>
/// Takes the text for people on its way out. A reader that has seen enough (<c>etl codes | head</c>) is no failure, and what goes
/// wrong with standard error can be told to nobody; all else is one sentence.
/// </summary>
/// <param name="stream">Where the text goes.</param>
/// <param name="isErrorsOwn">True for standard error: no failure of it ends the command.</param>
sealed class ScreenStream(Stream stream, bool isErrorsOwn) : WriteOnlyStream
{
    bool isOver;

    /// <inheritdoc/>
    /// <exception cref="PipelineException">Standard output takes nothing.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (isOver)
        {
            return;
        }
        try
        {
            stream.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What follows is text behind a gap: nobody could use it.
            isOver = true;
            if (!isErrorsOwn && !DiskFailure.IsUnread(exception))
            {
                throw Failed(exception);
            }
        }
    }

    static PipelineException Failed(Exception exception) =>
        new(
            $"Printing to standard output failed ({DiskFailure.Describe(exception)}); what the command did before that stays done, so print elsewhere, or free space, before you run it again.",
            exception
        );
}
