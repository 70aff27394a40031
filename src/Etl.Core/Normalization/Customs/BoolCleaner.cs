using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>Yes or no in many languages, as <c>true</c> or <c>false</c>.</summary>
readonly struct BoolCleaner : ICellCleaner
{
    // As PlaceName folds them, a space around each.
    static ReadOnlySpan<byte> TrueWords =>
        " 1 true t yes y on x ja j wahr oui o vrai si s verdadero vero sim verdadeiro da да д истина 是 真 对 はい 예 tak evet ano igen kylla "u8;

    static ReadOnlySpan<byte> FalseWords =>
        " 0 false f no n off nein falsch non faux falso nao nej nee не нет н ложь 否 假 いいえ 아니요 nie hayir ne nem ei "u8;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty || IsClean(cell.Value))
        {
            return;
        }
        if (TruthOf(cell.Value) is not { } isTrue)
        {
            cell.MarkBad(Codes.BoolSyntax);
            return;
        }
        var text = isTrue ? "true"u8 : "false"u8;
        text.CopyTo(cell.RentOutput(text.Length));
        cell.Note(Codes.BoolFormatted);
        cell.KeepOutput(text.Length);
    }

    /// <summary>What a word for yes or no says; null for any other text.</summary>
    public static bool? TruthOf(ReadOnlySpan<byte> value)
    {
        Span<byte> word = stackalloc byte[PlaceName.KeyLengthMax + 2];
        word[0] = (byte)' ';
        var length = PlaceName.Fold(value, word[1..^1]);
        word[length + 1] = (byte)' ';
        word = word[..(length + 2)];
        return length == 0 ? null
            : TrueWords.IndexOf(word) >= 0 ? true
            : FalseWords.IndexOf(word) >= 0 ? false
            : null;
    }
}
