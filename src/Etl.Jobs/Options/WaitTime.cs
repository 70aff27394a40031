using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Options;

/// <summary>Times to wait as text: a whole number and <c>s</c>, <c>m</c> or <c>h</c>.</summary>
static class WaitTime
{
    const int DigitsMax = 6;

    /// <summary>Reads <c>90s</c>, <c>30m</c> or <c>2h</c>.</summary>
    public static TimeSpan Parse(string name, string text)
    {
        var unit = text.Length is > 1 and <= DigitsMax + 1 ? UnitOf(text[^1]) : TimeSpan.Zero;
        return
            unit > TimeSpan.Zero
            && int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            && count > 0
            ? unit * count
            : throw new JobException(
                $"--{name} was given '{text}'; expected a number of seconds, minutes or hours, for example --{name} 90s, --{name} 30m or --{name} 2h."
            );
    }

    /// <summary>Writes what <see cref="Parse"/> reads, in the largest unit that has no rest.</summary>
    public static string Format(TimeSpan time)
    {
        var unit = "hms".First(letter => time.Ticks % UnitOf(letter).Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / UnitOf(unit).Ticks}{unit}");
    }

    static TimeSpan UnitOf(char letter) =>
        letter switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
}
