namespace Etl.Datasets.Generation;

/// <summary>
/// Random numbers that depend only on a seed, a row and a purpose (SplitMix64), so that any row can be made again
/// from its index alone. Nothing is kept of the rows that were written.
/// </summary>
struct RowRandom
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    ulong state;

    public RowRandom(ulong seed, long row, RandomPurpose purpose) =>
        state = Mix(seed * Golden + (ulong)purpose) ^ Mix((ulong)row + Golden);

    public ulong Next()
    {
        state += Golden;
        return Mix(state);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (uint)limit) >> 32);

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public byte[] Pick(byte[][] choices) => choices[Below(choices.Length)];

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
