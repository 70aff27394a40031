using Etl.Formats.Csv;
using Etl.Formats.Encodings.Detection;
using Etl.Jobs.Inputs;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Inspection;

/// <summary>Says what encoding a file is in, and what else it might be.</summary>
public sealed class EncodingExplainer(JobEnvironment environment)
{
    /// <summary>Looks at a file, or at standard input (<c>-</c>). Nothing but its samples is read.</summary>
    public async ValueTask<EncodingGuess> ExplainAsync(string path, CancellationToken cancellationToken)
    {
        var stream = await InputPaths.OpenStreamAsync(path, environment, cancellationToken).ConfigureAwait(false);
        var input = new CsvInput(path) { Stream = stream };
        return await CsvSourceOpener
            .FindEncodingAsync(input, new CsvOptions(), cancellationToken)
            .ConfigureAwait(false);
    }
}
