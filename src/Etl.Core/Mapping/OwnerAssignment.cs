using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.Mapping;

/// <summary>
/// One <c>--owner</c>: who gets the records without an owner, one name for all or several in turn. In turn goes by the record's number
/// in its input, so it does not depend on the number of workers, and a resumed job goes on where it stopped.
/// </summary>
public sealed class OwnerAssignment
{
    const string RoundRobin = "round-robin:";

    readonly byte[][] names;

    OwnerAssignment(IReadOnlyList<string> names)
    {
        Names = names;
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The names in turn; one when it is fixed.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>True when every record gets the same owner.</summary>
    public bool IsFixed => names.Length == 1;

    /// <summary>Parses <c>NAME</c> or <c>round-robin:a,b,c</c>.</summary>
    public static OwnerAssignment Parse(string text)
    {
        var trimmed = text.Trim();
        var isInTurn = trimmed.StartsWith(RoundRobin, StringComparison.OrdinalIgnoreCase);
        var parsed = isInTurn ? trimmed[RoundRobin.Length..].Split(',', StringSplitOptions.TrimEntries) : [trimmed];
        if (parsed.Any(name => name.Length == 0))
        {
            throw new JobException(
                $"--owner \"{text}\" must be a name or {RoundRobin} and names joined by commas, for example --owner {RoundRobin}ann,bob."
            );
        }
        return new OwnerAssignment(parsed);
    }

    /// <summary>The owner of a record, in UTF-8: name <c>(number − 1) mod count</c>.</summary>
    /// <param name="recordNumber">1-based number of the record in its input.</param>
    public ReadOnlySpan<byte> For(long recordNumber) => names[(int)((recordNumber - 1) % names.Length)];

    /// <inheritdoc/>
    public override string ToString() => IsFixed ? Names[0] : RoundRobin + string.Join(',', Names);
}
