using System.Globalization;

namespace Etl.Core.Contracts;

/// <summary>One of several processes that load one input together.</summary>
/// <param name="Number">Which part it takes, from 1.</param>
/// <param name="Count">Into how many parts the input is divided.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>As on the command line: <c>3/8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    /// <summary>As part of a sentence.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"shard {Number} of {Count}");
}
