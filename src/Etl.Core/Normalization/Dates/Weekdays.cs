using Etl.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>The day of the week in front of a date (<c>Wednesday, May 9, 1990</c>), or "day" in Vietnamese. It says nothing that the date does not.</summary>
static class Weekdays
{
    static readonly WordTable names = Make();

    /// <summary>Passes over a weekday and what stands behind it; false, and nothing is passed over, when there is none.</summary>
    public static bool TrySkip(ref ReadOnlySpan<byte> value)
    {
        var length = value.IndexOfAny(" ,."u8);
        if (length <= 0)
        {
            return false;
        }
        Span<byte> key = stackalloc byte[64];
        if (CaseFold.MaxLength(length) > key.Length || !names.TryGet(key[..CaseFold.Fold(value[..length], key)], out _))
        {
            return false;
        }
        value = value[length..].TrimStart(" ,."u8);
        return true;
    }

    static WordTable Make()
    {
        var table = new WordTable();
        table.AddList("ngày"u8, 1);
        table.AddList("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"u8, 1);
        table.AddList("tues weds thur thurs montag dienstag mittwoch donnerstag freitag samstag sonnabend"u8, 1);
        table.AddList("sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche"u8, 1);
        table.AddList("lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì"u8, 1);
        table.AddList(
            "giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"u8,
            1
        );
        return table;
    }
}
