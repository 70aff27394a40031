using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Core.Conditions;

/// <summary>The one shape of messages about conditions: what, where with a caret, and an example.</summary>
static class ConditionError
{
    /// <summary>Characters shown before and behind the place.</summary>
    const int ContextMax = 60;

    public static JobException At(string text, int position, string what)
    {
        var start = Math.Max(0, position - ContextMax);
        var end = Math.Min(text.Length, position + ContextMax);
        var shown = new string([.. text[start..end].Select(character => char.IsControl(character) ? ' ' : character)]);
        var number = (position + 1).ToString(CultureInfo.InvariantCulture);
        return new JobException(
            $"The condition is wrong at character {number}: {what}.\n  {shown}\n  {new string(' ', position - start)}^\n"
                + "Write conditions like this: country = 'US' and (city like 'San %' or email is not null)"
        );
    }
}
