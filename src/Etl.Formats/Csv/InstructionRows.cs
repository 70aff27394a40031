using System.Buffers;
using System.Collections.Frozen;

namespace Etl.Formats.Csv;

/// <summary>Rows below the header of a template that only say which columns must be filled in, or that the row is an example.</summary>
static class InstructionRows
{
    /// <summary>More rows of instructions than this are none.</summary>
    const int RowsMax = 3;

    /// <summary>Fewer words could be a value.</summary>
    const int WordsMin = 2;

    static readonly FrozenSet<string> words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "必填",
        "必填项",
        "选填",
        "选填项",
        "可选",
        "非必填",
        "必選",
        "選填",
        "示例",
        "样例",
        "范例",
        "例",
        "必須",
        "任意",
        "required",
        "optional",
        "mandatory",
        "example",
        "sample",
        "pflicht",
        "pflichtfeld",
        "beispiel",
        "obligatoire",
        "facultatif",
        "exemple",
        "obligatorio",
        "obligatoria",
        "opcional",
        "ejemplo",
        "obrigatório",
        "obbligatorio",
        "facoltativo",
        "필수",
        "선택",
        "обязательно",
        "необязательно"
    );

    static readonly SearchValues<char> brackets = SearchValues.Create("()（）[]【】<>*：: \t");

    /// <summary>How many rows from <paramref name="first"/> on are instructions.</summary>
    public static int Count(List<CsvSampleRow> rows, int first)
    {
        var count = 0;
        while (count < RowsMax && first + count < rows.Count && IsInstruction(rows[first + count]))
        {
            count++;
        }
        return count;
    }

    static bool IsInstruction(CsvSampleRow row) =>
        row.FilledCount >= WordsMin && row.Values.All(value => value.Trim().Length == 0 || words.Contains(Bare(value)));

    static string Bare(string value) => string.Concat(value.Where(letter => !brackets.Contains(letter)));
}
