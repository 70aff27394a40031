using System.Security.Cryptography;
using Etl.Core.Batches;
using Etl.Core.Conditions;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Texts;
using Etl.Core.Pipeline;
using Etl.Core.Schema;
using Etl.Core.Validation;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>What a job does to every record between parser and sink, made once from the options and shared by all workers.</summary>
sealed class RecordRules
{
    readonly JobOptions options;
    readonly NormalizationOptions normalization;
    readonly IReadOnlyList<ContactField> required;
    readonly Condition? filter;
    readonly OwnerAssignment? owners;

    public RecordRules(JobOptions options, DateTimeOffset now)
    {
        this.options = options;
        normalization = new NormalizationOptions
        {
            Strict = options.Strict,
            Country = options.Country?.ToUpperInvariant(),
            DateOrder = Order(options.DateOrder),
            EmailMode = options.EmailMode,
            KeepsRegionNames = options.Regions == RegionMode.Keep,
            KeepsLists = options.Kind == JobKind.Clean,
            RepairsMojibake = options.Repair == RepairMode.Mojibake,
            Today = DateOnly.FromDateTime(now.UtcDateTime),
        };
        required = [.. options.Require.Select(name => FieldNames.Require(name, $"--require {name}"))];
        filter = options.Filter is { } text ? ConditionParser.Parse(text) : null;
        owners = options.Owner is { } owner ? OwnerAssignment.Parse(owner) : null;
        Keys = new MatchKeyBuilder(MatchRules.Parse(options.Match), RandomKey());
    }

    /// <summary>Makes the match keys, under a key drawn for this job.</summary>
    public MatchKeyBuilder Keys { get; }

    /// <summary>True when the encoder must wait for the order of the input, because owners are given in turn.</summary>
    public bool EncodesInOrder => owners is { IsFixed: false };

    /// <summary>The steps of one worker for one input.</summary>
    /// <param name="mapped">The layout that says what each column means; the batch's own may store more.</param>
    /// <param name="encoder">The sink's encoder, or null.</param>
    public IReadOnlyList<BatchStep> CreateSteps(BatchLayout mapped, IBatchEncoder? encoder)
    {
        var steps = new List<BatchStep> { new("validate", new NoRecordRule(mapped).Apply) };
        if (new LeftOutRule(mapped) is { Counts: true } leftOut)
        {
            steps.Add(new BatchStep("validate", leftOut.Apply));
        }
        if (mapped.Arrangement is { } arrangement)
        {
            steps.Add(new BatchStep("normalize", arrangement.CreateArranger().Arrange));
        }
        steps.Add(new BatchStep("normalize", new MojibakeStep(mapped, normalization.RepairsMojibake).Run));
        steps.Add(new BatchStep("normalize", new PrivateUseStep(mapped).Run));
        foreach (var (column, normalizer) in Normalizers.Plan(mapped, normalization))
        {
            var plan = mapped.Columns[column];
            steps.Add(new BatchStep("normalize", Cleaning(normalizer, column, plan)));
            if (plan.Default is not null)
            {
                var fill = DefaultValue.Create(plan, Normalizers.For(plan.Field!, normalization, BatchLayout.Empty));
                steps.Add(new BatchStep("normalize", batch => fill.Normalize(batch, column)));
            }
        }
        steps.AddRange(CreateRules(mapped).Select(rule => new BatchStep("validate", rule.Apply)));
        if (options.OnDuplicate != DuplicatePolicy.Create)
        {
            steps.Add(new BatchStep("keys", Keys.Bind(mapped).Compute));
        }
        if (encoder is not null && !EncodesInOrder)
        {
            steps.Add(new BatchStep("encode", encoder.Encode));
        }
        return steps;
    }

    /// <summary>The steps that need the order of the input.</summary>
    /// <param name="deduper">Finds duplicates among the records; null when the store does.</param>
    /// <param name="encoder">The sink's encoder, or null.</param>
    public IReadOnlyList<BatchStep> CreateOrderedSteps(FileDeduper? deduper, IBatchEncoder? encoder)
    {
        var steps = new List<BatchStep> { new("validate", new FooterEnd().Run) };
        if (EncodesInOrder)
        {
            steps.Add(new BatchStep("validate", new OwnerTurns(owners!).Run));
            if (encoder is not null)
            {
                steps.Add(new BatchStep("encode", encoder.Encode));
            }
        }
        // The last one: it may leave rows undecided, and duplicates count their codes like all others.
        if (deduper is not null)
        {
            steps.Add(new BatchStep("dedupe", deduper.Run) { End = deduper.End });
        }
        return steps;
    }

    /// <summary>Finds duplicates among the records of the job.</summary>
    /// <param name="bytesMax">Most bytes that the keys may take.</param>
    /// <param name="expectedRecords">Records that will come, as far as known.</param>
    /// <param name="late">Decides when the keys do not fit; null to keep them in memory whatever they take.</param>
    /// <param name="room">Memory for the keys that was made ready ahead; null for none.</param>
    public FileDeduper CreateDeduper(
        long bytesMax,
        long expectedRecords,
        LateDuplicates? late = null,
        SlotRoom? room = null
    ) =>
        new(
            Keys.RuleOfSlots,
            options.OnDuplicate,
            bytesMax,
            ExpectedKeys.Of(expectedRecords, Keys.KeyCount, bytesMax, KeySet.BytesPerKeyMax),
            late,
            room
        );

    /// <summary>Match keys per row.</summary>
    public int KeyCount => options.OnDuplicate == DuplicatePolicy.Create ? 0 : Keys.KeyCount;

    // In a spare column there is nothing but what was placed, in few batches or in none.
    static Action<RecordBatch> Cleaning(IFieldNormalizer normalizer, int column, ColumnPlan plan) =>
        plan.MappedBy == MappingSources.Spare
            ? batch =>
            {
                if (batch.HasPlaced(column))
                {
                    normalizer.Normalize(batch, column);
                }
            }
            : batch => normalizer.Normalize(batch, column);

    IEnumerable<IRowRule> CreateRules(BatchLayout mapped)
    {
        yield return new EmptyContactRule();
        if (required.Count > 0)
        {
            yield return new RequiredFieldsRule(required);
        }
        if (filter is not null)
        {
            yield return new ConditionFilter(filter, mapped);
        }
    }

    static DateOrder Order(DateOrderMode mode) =>
        mode switch
        {
            DateOrderMode.Dmy => DateOrder.DayMonthYear,
            DateOrderMode.Mdy => DateOrder.MonthDayYear,
            _ => DateOrder.Unknown,
        };

    static UInt128 RandomKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
    }
}
