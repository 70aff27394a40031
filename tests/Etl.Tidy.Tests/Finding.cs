namespace Etl.Tidy.Tests;

/// <summary>One place where the repository does not keep its own rules.</summary>
/// <param name="Rule">Name of the rule, as the list of exceptions writes it.</param>
/// <param name="Path">Path inside the repository, with slashes.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Symbol">What exceptions may name: a method, a type, a word.</param>
/// <param name="What">What is not allowed.</param>
/// <param name="Use">What to do instead.</param>
sealed record Finding(string Rule, string Path, int Line, string Symbol, string What, string Use)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}: {What} is not allowed here, use {Use} [{Rule} | {Symbol}]";
}
