using Etl.Core.Diagnostics;

namespace Etl.Cli.Json;

/// <summary>A code as <c>etl codes --json</c> writes it.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Kind">What it counts, in lower case.</param>
/// <param name="Sentence">What it means.</param>
sealed record CodeJson(string Code, string Kind, string Sentence)
{
    /// <summary>The code as it is written.</summary>
    public static CodeJson Of(Code code) => new(code.Name, code.Kind.ToString().ToLowerInvariant(), code.Sentence);
}
