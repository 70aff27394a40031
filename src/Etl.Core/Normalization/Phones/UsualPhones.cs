using System.Buffers.Binary;
using System.Numerics;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Valid numbers of nothing but digits with separators, whose first digits tell how they are read: what <see cref="PhoneShortcut"/> does with them, for 64
/// rows at once. First the digits of all are picked, then it is found out how each is read, then all walk through their plans together, and the valid
/// ones are written.
/// </summary>
/// <param name="region">Where a number is dialled that does not say it.</param>
sealed class UsualPhones(PhoneRegion region) : IUsualCleaner
{
    const int RowsMax = FieldColumn.RowsMax;

    // Fewer digits need more looks: what is read ahead must be digits.
    const int DigitsMin = 7;

    // What three digits say that may be a mobile number of Mexico, see PhoneJudge.
    const int MobileOne = 521;

    // A calling code with its +, and the digits.
    const int WrittenMax = sizeof(uint) + PhoneText.DigitsMax;
    const int RoomLength = PlainNumber.RoomLength;

    readonly PhoneAutomaton automaton = PhonePlans.Automaton;
    readonly PhoneStarts[] startsByPlace = PhoneStarts.ByPlace;
    readonly ushort[] statesAbroad = PhonePlans.StatesAbroad;
    readonly UsualPhone[] numbers = new UsualPhone[RowsMax + 1];
    readonly byte[] digits = new byte[(RowsMax + 1) * RoomLength];

    // By number, in the same order.
    readonly int[] places = new int[RowsMax];
    readonly PhoneLead[] leads = new PhoneLead[RowsMax];
    readonly int[] states = new int[RowsMax];
    readonly ulong[] walks = new ulong[RowsMax];

    /// <inheritdoc/>
    public ulong Clean(RecordBatch batch, CellEdit edit, int first, ulong filled)
    {
        if (!PlainNumber.IsSupported)
        {
            return filled;
        }
        var count = Read(batch, edit.Column, first, filled & Pending(batch, first));
        Locate(batch, first, count);
        Lead(count);
        Start(count);
        automaton.WalkSoon(states.AsSpan(0, count), walks);
        return filled & ~Write(batch, edit, first, count);
    }

    static ulong Pending(RecordBatch batch, int first)
    {
        var outcomes = batch.Outcomes[first..];
        outcomes = outcomes[..Math.Min(RowsMax, outcomes.Length)];
        if (!outcomes.ContainsAnyExcept(RowOutcome.Pending))
        {
            return ulong.MaxValue;
        }
        var pending = 0UL;
        for (var index = 0; index < outcomes.Length; index++)
        {
            pending |= Flag.Bit(outcomes[index] == RowOutcome.Pending) << index;
        }
        return pending;
    }

    /// <summary>Picks the digits of plain numbers, one number after the other, and returns how many there are.</summary>
    int Read(RecordBatch batch, int column, int first, ulong rows)
    {
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        var cells = batch.Cells;
        var count = 0;
        for (; rows != 0; rows &= rows - 1)
        {
            var index = BitOperations.TrailingZeroCount(rows);
            var cell = cells[(first + index) * batch.ColumnCount + column];
            if (!PlainNumber.TryRead(buffer, cell, digits.AsSpan(count * RoomLength, RoomLength), out var plain))
            {
                continue;
            }
            ref var number = ref numbers[count];
            number.Index = (byte)index;
            number.Count = (byte)plain.Count;
            number.HasPlus = Flag.Of(plain.HasPlus);
            number.IsWritten = plain.HasPlus & (plain.Count == cell.Length - 1);
            var isUsual = plain.IsPlain & ((uint)(plain.Count - DigitsMin) <= PhoneText.DigitsMax - DigitsMin);
            count += Flag.Of(isUsual); // the next one is written over what is none
        }
        return count;
    }

    /// <summary>Finds out where each number is dialled.</summary>
    void Locate(RecordBatch batch, int first, int count)
    {
        var numbers = this.numbers.AsSpan(0, count);
        var places = this.places.AsSpan(0, count);
        for (var index = 0; index < places.Length; index++)
        {
            ref readonly var number = ref numbers[index];
            var place = region.PlaceOf(batch, first + number.Index);
            places[index] = place + number.HasPlus * (PhoneStarts.PlusPlace - place);
        }
    }

    /// <summary>Finds out by their first two digits how they are read.</summary>
    void Lead(int count)
    {
        var places = this.places.AsSpan(0, count);
        var leads = this.leads.AsSpan(0, count);
        for (var index = 0; index < leads.Length; index++)
        {
            leads[index] = startsByPlace[places[index]].Of(digits[index * RoomLength], digits[index * RoomLength + 1]);
        }
    }

    // Whole numbers instead of branches: which of them a number is made of depends on how it was dialled.
    void Start(int count)
    {
        var numbers = this.numbers.AsSpan(0, count);
        for (var index = 0; index < numbers.Length; index++)
        {
            ref var number = ref numbers[index];
            var lead = leads[index];
            var text = digits.AsSpan(index * RoomLength, RoomLength);
            var isAbroad = lead.Kind >= PhoneLeadKind.Abroad;
            var abroad = Flag.Of(isAbroad);
            int prefixLength = lead.PrefixLength;
            var behind = text.Slice(prefixLength, 3);
            var abroadStart = 100 * behind[0] + 10 * behind[1] + behind[2] - 111 * '0';
            var from = PhoneLead.Length + abroad * (prefixLength + 1);
            states[index] = lead.State + abroad * (statesAbroad[abroadStart] - lead.State);
            walks[index] = BinaryPrimitives.ReadUInt64LittleEndian(text[from..]);
            number.RestLength = number.Count - from - PhoneAutomaton.SoonLength;
            number.IsMobileOne = abroadStart == MobileOne;
        }
    }

    /// <summary>Writes the valid numbers, and returns the rows of those.</summary>
    ulong Write(RecordBatch batch, CellEdit edit, int first, int count)
    {
        var scratch = batch.RentScratch((RowsMax + 1) * WrittenMax);
        var offset = batch.KeepScratch(0).Offset;
        var end = 0;
        var written = 0;
        var valid = 0UL;
        for (var index = 0; index < count; index++)
        {
            ref readonly var number = ref numbers[index];
            var isValid = IsValid(index);
            valid |= Flag.Bit(isValid) << number.Index;
            // What is written for a number that stays is written over by the next one.
            var length = WriteWhole(index, scratch[end..]);
            var change = Flag.Of(isValid & !number.IsWritten);
            var row = first + number.Index;
            var cell = batch.Cell(row, edit.Column);
            batch.SetCell(row, edit.Column, UsualCell.Pick(change, new FieldSpan(offset + end, length), cell));
            end += change * length;
            written += change;
        }
        batch.KeepScratch(end);
        edit.CountFinished(Codes.PhoneFormatted, written);
        return valid;
    }

    /// <summary>Writes a number with its calling code and returns its length.</summary>
    int WriteWhole(int index, Span<byte> output)
    {
        var lead = leads[index];
        var starts = startsByPlace[places[index]];
        int prefixLength = lead.PrefixLength;
        // What was dialled abroad has its calling code among its digits.
        var codeLength = starts.CodeLength + Flag.Of(lead.Kind >= PhoneLeadKind.Abroad) * (1 - starts.CodeLength);
        BinaryPrimitives.WriteUInt32LittleEndian(output, starts.Code);
        digits.AsSpan(index * RoomLength + prefixLength, PhoneText.DigitsMax).CopyTo(output[codeLength..]);
        return codeLength + numbers[index].Count - prefixLength;
    }

    bool IsValid(int index)
    {
        ref readonly var number = ref numbers[index];
        var lead = leads[index];
        int prefixLength = lead.PrefixLength;
        var match = automaton.MatchSettled(states[index], Math.Max(0, number.RestLength));
        return (match != 0)
            & (number.RestLength >= 0)
            & (lead.Kind != PhoneLeadKind.Unclear)
            & ((lead.Kind != PhoneLeadKind.LineAbroad) | (PhonePlans.IsLine(match) & !number.IsMobileOne))
            & (
                (lead.Kind >= PhoneLeadKind.Abroad)
                | (prefixLength == 0)
                | startsByPlace[places[index]].HasLength(number.Count - prefixLength)
            );
    }
}
