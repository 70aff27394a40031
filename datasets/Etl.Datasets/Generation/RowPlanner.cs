namespace Etl.Datasets.Generation;

/// <summary>
/// Decides what each row is, from the seed and the row's index alone.
/// </summary>
/// <remarks>
/// Why the truth is exact without a memory of earlier rows: every identity's e-mail and phone numbers are unique to it;
/// one row alone introduces an identity (rejected rows register nothing, and a rejected row's identity is introduced by
/// the very next row or never); a duplicate repeats only rows of kind <see cref="RowKind.Person"/>, which are always
/// inserted; and a household shares the phone of a row that came before, which therefore stays the first with it.
/// </remarks>
sealed class RowPlanner(GeneratorOptions options)
{
    const double ShortShare = 0.001;
    const double BadEmailShare = 0.001;
    const double HouseholdShare = 0.01;
    const int SourceAttempts = 32;

    /// <summary>Half of the repeats follow within so many rows, as in files that were glued together; half come from anywhere.</summary>
    const int NearRows = 5_000;

    readonly ulong seed = options.Seed;
    readonly double badLimit = options.BadShare;
    readonly double duplicateLimit = options.BadShare + options.DuplicateShare;

    public RowPlan Plan(long index)
    {
        var kind = PlannedKind(index);
        return kind switch
        {
            RowKind.Person => new RowPlan(index, kind, PersonIdentity(index), -1),
            RowKind.DuplicateByEmail => PlanDuplicate(index),
            RowKind.Household => PlanHousehold(index),
            _ => new RowPlan(index, kind, index, -1),
        };
    }

    RowKind PlannedKind(long index)
    {
        var share = new RowRandom(seed, index, RandomPurpose.Kind).Unit();
        if (share < badLimit)
        {
            return RowKind.InvalidByte + (int)(share / badLimit * 4);
        }
        if (share < duplicateLimit)
        {
            return RowKind.DuplicateByEmail;
        }
        // The rest of the interval, counted from its far end, so that the shares hold whatever the other two are.
        var rest = 1 - share;
        return rest < ShortShare ? RowKind.ShortRow
            : rest < ShortShare + BadEmailShare ? RowKind.BadEmail
            : rest < ShortShare + BadEmailShare + HouseholdShare ? RowKind.Household
            : RowKind.Person;
    }

    /// <summary>
    /// The row's own identity, or now and then that of the rejected row right before it: the rejected row registered
    /// nothing, so this one must be inserted.
    /// </summary>
    long PersonIdentity(long index)
    {
        if (index == 0)
        {
            return index;
        }
        var before = PlannedKind(index - 1);
        var repeatsRejected =
            before is RowKind.InvalidByte or RowKind.ExtraField or RowKind.StrayQuote
            && new RowRandom(seed, index, RandomPurpose.Identity).Chance(25);
        return repeatsRejected ? index - 1 : index;
    }

    RowPlan PlanDuplicate(long index)
    {
        var random = new RowRandom(seed, index, RandomPurpose.Source);
        for (var attempt = 0; attempt < SourceAttempts && index > 0; attempt++)
        {
            var source = EarlierRow(index, ref random);
            if (PlannedKind(source) != RowKind.Person)
            {
                continue;
            }
            var person = new Person(seed, PersonIdentity(source));
            var hasNumber = person.HasPhone || person.HasMobile;
            if (person.HasEmail && (!hasNumber || random.Chance(70)))
            {
                return new RowPlan(index, RowKind.DuplicateByEmail, person.Identity, source);
            }
            if (hasNumber)
            {
                return new RowPlan(index, RowKind.DuplicateByPhone, person.Identity, source);
            }
        }
        return new RowPlan(index, RowKind.Person, index, -1);
    }

    RowPlan PlanHousehold(long index)
    {
        var random = new RowRandom(seed, index, RandomPurpose.Source);
        for (var attempt = 0; attempt < SourceAttempts && index > 0; attempt++)
        {
            var source = EarlierRow(index, ref random);
            if (PlannedKind(source) == RowKind.Person && new Person(seed, PersonIdentity(source)).HasPhone)
            {
                return new RowPlan(index, RowKind.Household, PersonIdentity(source), source);
            }
        }
        return new RowPlan(index, RowKind.Person, index, -1);
    }

    static long EarlierRow(long index, ref RowRandom random) =>
        random.Chance(50) ? index - 1 - random.Below(Math.Min(index, NearRows)) : random.Below(index);
}
