using System.Buffers.Binary;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Text;
using Etl.Text.Hashing;

namespace Etl.Core.Dedupe;

/// <summary>
/// Makes the 128-bit match keys of contacts: the same key for the same normalized values, whether they come from a batch or
/// from a store. Immutable and shared by all workers; <see cref="Bind"/> makes each worker's own part.
/// </summary>
/// <remarks>
/// Slots are the alternatives of all rules in order; every record has one key per slot, 0 when one of the slot's fields is empty or a phone
/// number that identifies nobody (<c>PhoneKey</c>).
/// <c>key = SipHash128(key of the rule, value 0xFF value …)</c>: 0xFF occurs in no UTF-8 text, so two different sets of values are never
/// the same bytes. Phone numbers and identifiers are hashed as they are after normalization (identifiers may be case-sensitive),
/// e-mail addresses by <see cref="EmailKey"/>; all other fields are case folded first. Alternatives of one rule share its key space.
/// The job's random key means that nobody can craft a file whose keys collide.
/// </remarks>
public sealed class MatchKeyBuilder
{
    readonly SipHash128[] hashOfRule;
    readonly MatchKeySlot[] slots;

    /// <summary>Makes the builder of one job.</summary>
    /// <param name="rules">The cascade.</param>
    /// <param name="key">128 random bits, new for every job.</param>
    public MatchKeyBuilder(IReadOnlyList<MatchRule> rules, UInt128 key)
    {
        Rules = rules;
        var master = new SipHash128((ulong)key, (ulong)(key >> 64));
        hashOfRule = [.. rules.Select((_, rule) => Derive(master, rule))];
        slots =
        [
            .. rules.SelectMany(
                (rule, ordinal) =>
                    rule.Alternatives.Select(fields => new MatchKeySlot(ordinal, fields, rule.FoldsGmail))
            ),
        ];
    }

    /// <summary>The cascade that the keys are for.</summary>
    public IReadOnlyList<MatchRule> Rules { get; }

    /// <summary>Keys per record: the number of slots.</summary>
    public int KeyCount => slots.Length;

    /// <summary>0-based ordinal of the rule that a slot belongs to.</summary>
    public int RuleOfSlot(int slot) => slots[slot].Rule;

    /// <summary>The same for all slots, ascending.</summary>
    public IReadOnlyList<int> RuleOfSlots => [.. slots.Select(slot => slot.Rule)];

    /// <summary>The fields of a slot; its key is made of their values in this order.</summary>
    public IReadOnlyList<string> FieldsOfSlot(int slot) => slots[slot].Fields;

    /// <summary>One worker's key maker for batches of that layout.</summary>
    public BatchMatchKeys Bind(BatchLayout layout) => new(this, layout);

    /// <summary>Makes keys value by value, for scans of stored contacts. One per thread.</summary>
    public MatchKeyWriter CreateWriter() => new(this);

    internal bool IsFolded(int slot, int fieldIndex) => slots[slot].IsFolded[fieldIndex];

    internal bool IsEmail(int slot, int fieldIndex) => slots[slot].IsEmail[fieldIndex];

    internal bool IsPhone(int slot, int fieldIndex) => slots[slot].IsPhone[fieldIndex];

    internal bool FoldsGmail(int slot) => slots[slot].FoldsGmail;

    /// <summary>The key of ready bytes. 0 means none, so the one value in 2^128 that hashes to it gets 1.</summary>
    internal UInt128 Hash(int rule, ReadOnlySpan<byte> bytes) => NotNone(hashOfRule[rule].Compute(bytes));

    /// <summary>The same for several texts of one buffer.</summary>
    internal void Hash(int rule, ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> texts, Span<UInt128> keys)
    {
        hashOfRule[rule].ComputeAll(buffer, texts, keys);
        foreach (ref var key in keys)
        {
            key = NotNone(key);
        }
    }

    static UInt128 NotNone(UInt128 key) => key == UInt128.Zero ? UInt128.One : key;

    static SipHash128 Derive(SipHash128 master, int rule)
    {
        Span<byte> ordinal = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(ordinal, rule);
        var derived = master.Compute(ordinal);
        return new SipHash128((ulong)derived, (ulong)(derived >> 64));
    }

    sealed class MatchKeySlot(int rule, IReadOnlyList<string> fields, bool foldsGmail)
    {
        public bool FoldsGmail { get; } = foldsGmail;

        public bool[] IsEmail { get; } =
        [.. fields.Select(field => ContactFields.Find(field)?.Kind == FieldKind.Email)];

        public bool[] IsPhone { get; } =
        [.. fields.Select(field => ContactFields.Find(field)?.Kind == FieldKind.Phone)];

        public int Rule { get; } = rule;

        public IReadOnlyList<string> Fields { get; } = fields;

        public bool[] IsFolded { get; } = [.. fields.Select(field => IsFoldedKind(ContactFields.Find(field)))];

        static bool IsFoldedKind(ContactField? field) =>
            field?.Kind is not (FieldKind.Email or FieldKind.Phone or FieldKind.Identifier);
    }
}
