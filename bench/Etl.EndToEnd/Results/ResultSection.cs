namespace Etl.EndToEnd.Results;

/// <summary>What one program found out, as a part of a processor's results.</summary>
/// <param name="Title">Heading in the text.</param>
/// <param name="Key">Member in the JSON.</param>
/// <param name="Text">Markdown without a heading.</param>
/// <param name="Figures">The same for programs.</param>
sealed record ResultSection(string Title, string Key, string Text, object Figures);
