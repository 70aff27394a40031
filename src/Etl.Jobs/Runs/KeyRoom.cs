using Etl.Core.Dedupe;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>Room for the match keys of a job, made while its inputs are opened. It is guessed from the size of files, so it may be left unused.</summary>
static class KeyRoom
{
    /// <summary>Records of contacts are hardly shorter; where they are, the room does not suffice.</summary>
    const int RecordBytesMin = 64;

    /// <summary>Records are hardly longer on average, so for so many the pages are made at once.</summary>
    const int RecordBytesMax = 256;

    /// <summary>Fewer keys are not worth waking another thread.</summary>
    const int KeysMin = 100_000;

    /// <summary>More keys than that are of jobs that take minutes.</summary>
    const int KeysMax = 40_000_000;

    /// <summary>Makes it; null for jobs whose keys cannot be guessed or are not kept in memory.</summary>
    public static SlotRoom? For(JobOptions options, MemoryPlan memory)
    {
        if (options.OnDuplicate is DuplicatePolicy.Create or DuplicatePolicy.Update || options.Match.Count > 0)
        {
            return null;
        }
        var perRecord = new MatchKeyBuilder(MatchRule.Default, UInt128.Zero).KeyCount;
        var length = options.Inputs.Sum(InputPaths.PlainBytes);
        var sure = KeysIn(length / RecordBytesMax);
        return sure is < KeysMin or > KeysMax
            ? null
            : KeySet.MakeRoom(Math.Min(KeysMax, KeysIn(length / RecordBytesMin)), sure);

        long KeysIn(long records) =>
            ExpectedKeys.Of(
                Math.Min(records, options.Limit ?? long.MaxValue),
                perRecord,
                memory.KeyBytes,
                KeySet.BytesPerKeyMax
            );
    }
}
