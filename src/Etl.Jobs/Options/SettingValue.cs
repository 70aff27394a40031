using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Options;

/// <summary>Values of settings, from text and back. Every refusal names the option, the value, what was expected and an example.</summary>
static class SettingValue
{
    public static bool Switch(string name, string text) =>
        text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" => true,
            "FALSE" or "NO" or "OFF" => false,
            _ => throw new JobException($"--{name} is a switch and was given '{text}'; expected true or false."),
        };

    public static TEnum Choice<TEnum>(string name, string text)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (text.Equals(ChoiceName(value), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }
        var names = ChoiceNames<TEnum>();
        var hint = NearestNames.One(text, names) is { } near ? $" Did you mean --{name} {near}?" : "";
        throw new JobException(
            $"--{name} was given '{text}'; expected one of {string.Join(", ", names)}, for example --{name} {names[^1]}.{hint}"
        );
    }

    public static IReadOnlyList<string> ChoiceNames<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(ChoiceName)];

    public static string ChoiceName<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    public static long Whole(string name, string text, long min, long max)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
            ? number
            : throw new JobException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--{name} was given '{text}'; expected a whole number from {min} to {max:N0}, for example --{name} {Math.Max(min, 4)}."
                )
            );
    }

    /// <summary>Splits <c>left=right</c>; at the last <c>=</c> for columns, whose headers may hold one, else at the first.</summary>
    public static KeyValuePair<string, string> Pair(string name, string text, bool atLast, string example)
    {
        var at = atLast ? text.LastIndexOf('=') : text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && (!atLast || at < text.Length - 1)
            ? KeyValuePair.Create(text[..at], text[(at + 1)..])
            : throw new JobException($"--{name} was given '{text}'; expected {example}.");
    }

    /// <summary>Pairs of <paramref name="added"/> replace those of the same key and otherwise come last.</summary>
    public static IReadOnlyList<KeyValuePair<string, TValue>> Merge<TValue>(
        IReadOnlyList<KeyValuePair<string, TValue>> pairs,
        IEnumerable<KeyValuePair<string, TValue>> added
    )
    {
        var merged = pairs.ToList();
        foreach (var pair in added)
        {
            var index = merged.FindIndex(other => other.Key.Equals(pair.Key, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
            {
                merged[index] = pair;
            }
            else
            {
                merged.Add(pair);
            }
        }
        return merged;
    }

    /// <summary>Splits each text at commas; the parts are trimmed and empty ones dropped.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> texts) =>
        [
            .. texts.SelectMany(text =>
                text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
        ];
}
