using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Options;

/// <summary>Sizes as users write them: <c>512MB</c>, <c>2GB</c>, <c>65536</c>. One KB is 1,024 bytes.</summary>
public static class ByteSize
{
    static readonly (string Suffix, long Factor)[] units =
    [
        ("GIB", 1L << 30),
        ("MIB", 1L << 20),
        ("KIB", 1L << 10),
        ("GB", 1L << 30),
        ("MB", 1L << 20),
        ("KB", 1L << 10),
        ("B", 1),
    ];

    /// <summary>Reads a size for an option.</summary>
    public static long Parse(string optionName, string text)
    {
        var trimmed = text.Trim().ToUpperInvariant();
        var unit = units.FirstOrDefault(unit => trimmed.EndsWith(unit.Suffix, StringComparison.Ordinal));
        var (suffix, factor) = unit.Suffix is null ? ("", 1) : unit;
        var number = trimmed[..^suffix.Length].Trim();
        if (
            decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * factor is > 0 and <= 1L << 50
        )
        {
            return (long)(value * factor);
        }
        throw new JobException(
            $"--{optionName} was given '{text}'; expected a size with a unit, for example --{optionName} 512MB or --{optionName} 2GB."
        );
    }

    /// <summary>Writes a size so that <see cref="Parse"/> reads the same number.</summary>
    public static string Format(long bytes)
    {
        foreach (var (suffix, factor) in units.Skip(3))
        {
            if (bytes % factor == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{suffix}");
            }
        }
        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a size for people: three digits at most and a unit.</summary>
    public static string Describe(double bytes)
    {
        string[] names = ["B", "KB", "MB", "GB", "TB"];
        var index = 0;
        while (bytes >= 1000 && index < names.Length - 1)
        {
            bytes /= 1024;
            index++;
        }
        var digits = index == 0 || bytes >= 100 ? "0" : "0.#";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes.ToString(digits, CultureInfo.InvariantCulture)} {names[index]}"
        );
    }
}
