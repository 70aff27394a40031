using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Matching;
using Etl.Databases.Postgres.Reading;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// The SQL that merges staged rows into contacts. A staged row names its contact and its round: rows for the same contact are
/// merged one after the other in input order, each round in one go: the contacts that change are locked, what they were before
/// is kept once per job, then they are written. Nothing is written where nothing changes. A contact that is no longer as it was
/// when the row was compared with it is left alone.
/// </summary>
sealed class MergePlan
{
    /// <summary>The staging table.</summary>
    public const string StageTable = "pg_temp.etl_change";

    /// <summary>
    /// Columns of the staging table before the merged ones: row, round, layout, key, cleared custom fields, and the contact as
    /// it was seen (both null for one that the chunk itself inserts).
    /// </summary>
    public const int LeadingColumns = 7;

    readonly LoadPlan plan;
    readonly StoreSinkOptions options;
    readonly string seen;
    readonly Dictionary<uint, string> typeNames;
    readonly List<(LoadColumn Column, int Index, string Expression)> merged = [];

    /// <param name="plan">What is written.</param>
    /// <param name="options">How values are merged.</param>
    /// <param name="keys">The fields that decide matches.</param>
    /// <param name="typeNames">Names of the base types by declared type, see <see cref="BaseTypes"/>.</param>
    public MergePlan(LoadPlan plan, StoreSinkOptions options, KeyColumns keys, Dictionary<uint, string> typeNames)
    {
        this.plan = plan;
        this.options = options;
        seen = keys.Seen;
        this.typeNames = typeNames;
        Key = plan.Table.Key!;
        for (var index = 0; index < plan.Columns.Count; index++)
        {
            var column = plan.Columns[index];
            if ((column.Field is not null && column.Column.Name != Key.Name) || column.HoldsCustoms)
            {
                merged.Add((column, index, Expression(column, index)));
            }
        }
        CreateStage = MakeCreateStage();
        CopyStage = $"copy {StageTable} from stdin (format binary)";
        LockShared =
            $"select from {StageTable} s join {Target} t on {IsKey} where s.round = 1 and s.version is not null for update of t";
        LockChanged = $"select s.row_no {LockChangedOf(Round)}";
        FindMoved = $"select s.row_no {MovedOf("s.row_no between $1 and $2")}";
        KeepBefore = KeepBeforeOf(Listed, "true", "$3", "$4");
        Update = $"{UpdateOf(Listed, "true", "$3", "$4")} returning s.row_no";
        FindConsentKept = ConsentKeptOf(Round) is { } kept ? $"select s.row_no {kept}" : null;
    }

    /// <summary>The primary key.</summary>
    public TargetColumn Key { get; }

    /// <summary>Indexes of the written columns that are staged, in the stage's order.</summary>
    public IEnumerable<int> StagedColumns => merged.Select(entry => entry.Index);

    /// <summary>Makes the staging table, empty.</summary>
    public string CreateStage { get; }

    /// <summary>Fills it.</summary>
    public string CopyStage { get; }

    /// <summary>
    /// Tells the planner what was staged: without it, each statement about a few staged rows joins all of them with the contacts first.
    /// With it, the usual cost of a page at random makes reading the whole target look cheaper than looking up the contacts of a chunk
    /// until it is some ten times as slow; 1.1 is what is usual for disks without a head and pages in memory. To the end of the
    /// transaction.
    /// </summary>
    public static string PrepareSql { get; } =
        $"analyze {StageTable} (row_no, round); "
        + "select set_config('random_page_cost', least(current_setting('random_page_cost')::float8, 1.1)::text, true)";

    /// <summary>Has what is merged looked up among the staged rows: most rounds are a few of many.</summary>
    public static string IndexStageSql { get; } =
        $"create index if not exists etl_change_round on {StageTable} (round, row_no)";

    /// <summary>
    /// Has the following small parts of a chunk looked up row by row, to the end of the transaction: read whole for each part,
    /// the staging table and the target would cost their size every time.
    /// </summary>
    public static string PreparePartsSql { get; } =
        $"create index if not exists etl_change_row on {StageTable} (row_no); analyze {StageTable}; "
        + "set local enable_hashjoin = off; set local enable_mergejoin = off";

    /// <summary>Locks the contacts that several rows go into: what the first of them finds holds for the later ones.</summary>
    public string LockShared { get; }

    /// <summary>Locks the contacts that a round changes; returns its rows. Parameters: round, first and last row.</summary>
    public string LockChanged { get; }

    /// <summary>
    /// Finds the rows of the first round whose contact is gone or has got another match key, before anything is merged; contacts that
    /// are locked are as they were seen. Parameters: first and last row.
    /// </summary>
    public string FindMoved { get; }

    /// <summary>Keeps locked contacts as they are. Parameters: round, rows, job, chunk.</summary>
    public string KeepBefore { get; }

    /// <summary>Merges rows into locked contacts; returns those that changed something. Parameters: round, rows, job, time.</summary>
    public string Update { get; }

    /// <summary>Finds the rows whose consent is not taken; null when no column holds consent. Parameters: round, first and last row.</summary>
    public string? FindConsentKept { get; }

    string Target => plan.Table.Name.Quoted;

    string IsKey => $"t.{Sql.Quote(Key.Name)} = s.key::{Key.TypeName}";

    /// <summary>The rows of a round. Parameters: round, first and last row.</summary>
    const string Round = "s.round = $1 and s.row_no between $2 and $3";

    /// <summary>Rows of a round by their numbers. Parameters: round, numbers.</summary>
    const string Listed = $"unnest($2) l (n) join {StageTable} s on s.round = $1 and s.row_no = l.n";

    string Joined => $"{StageTable} s join {Target} t on {IsKey}";

    /// <summary>
    /// Null when there is no contact. What others wrote meanwhile is merged with, unless it decides another match; later rounds
    /// build on the first, which holds the contact.
    /// </summary>
    string IsAsSeen =>
        $"(t.{Sql.Quote(Key.Name)} is not null and (s.round > 0 or s.version is null or t.xmin = s.version or {seen} = s.seen))";

    static string Staged(int index) => string.Create(CultureInfo.InvariantCulture, $"s.c{index}");

    static string Stored(LoadColumn column) => "t." + Sql.Quote(column.Column.Name);

    string Differs =>
        merged.Count == 0
            ? "false"
            : "("
                + string.Join(
                    " or ",
                    merged.Where(entry => !IsUpdatedAt(entry.Column)).Select(Difference).Concat(UpdatedAtDiffers)
                )
                + ")";

    IEnumerable<string> UpdatedAtDiffers =>
        merged
            .Where(entry => IsUpdatedAt(entry.Column))
            .Select(entry =>
                $"coalesce({Staged(entry.Index)}, {Stored(entry.Column)}) is distinct from {Stored(entry.Column)}"
            );

    static bool IsUpdatedAt(LoadColumn column) => column.Field?.Name == LoadPlan.UpdatedAt;

    /// <summary>Texts are compared as they are written: equal to citext or json is not yet the same.</summary>
    static string Difference((LoadColumn Column, int Index, string Expression) entry) =>
        entry.Column.Column.Type is PostgresType.Citext or PostgresType.Json
            ? $"{Stored(entry.Column)}::text is distinct from ({entry.Expression})::text"
            : $"{Stored(entry.Column)} is distinct from {entry.Expression}";

    string MakeCreateStage()
    {
        var columns = string.Concat(
            merged.Select(entry =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $", c{entry.Index} {typeNames[entry.Column.Column.TypeOid]}"
                )
            )
        );
        return $"create temporary table if not exists {StageTable} (row_no int, round int, layout int, key text, cleared text, version xid, seen text{columns}) on commit drop; truncate {StageTable}";
    }

    /// <summary>What <see cref="LockChanged"/> selects from, for the staged rows that meet a condition.</summary>
    public string LockChangedOf(string condition) =>
        $"from {Joined} where {condition} and {IsAsSeen} and {Differs} for update of t";

    /// <summary>What <see cref="FindMoved"/> selects from, for the staged rows of the first round that meet a condition.</summary>
    public string MovedOf(string condition) =>
        $"from {StageTable} s left join {Target} t on {IsKey} where s.round = 0 and {condition} and s.version is not null "
        + $"and not coalesce({IsAsSeen}, false)";

    /// <summary>What <see cref="FindConsentKept"/> selects from, for the staged rows that meet a condition.</summary>
    public string? ConsentKeptOf(string condition)
    {
        var entry = merged.Find(entry => entry.Column.Field?.Kind == FieldKind.Consent);
        return entry.Column is null || options.AllowResubscribe
            ? null
            : $"from {Joined} where {condition} and {IsConsentKept(entry.Column, entry.Index)}";
    }

    /// <summary><see cref="KeepBefore"/> for rows <c>s</c> of a FROM clause that meet a condition.</summary>
    public string KeepBeforeOf(string staged, string condition, string job, string chunk)
    {
        var before = new LedgerTables(plan.Table.Name.Schema).Before;
        return $"insert into {before} (for_job, chunk, key, xid, image) "
            + $"select {job}, {chunk}, t.{Sql.Quote(Key.Name)}::text, t.xmin::text::bigint, {BeforeImage.Of(plan.Table, "t")} "
            + $"from {staged} join {Target} t on {IsKey} where {condition} "
            + "on conflict (for_job, key) do nothing";
    }

    /// <summary><see cref="Update"/> for rows <c>s</c> of a FROM clause that meet a condition, without what it returns.</summary>
    public string UpdateOf(string staged, string condition, string job, string now)
    {
        var assignments = merged
            .Where(entry => !IsUpdatedAt(entry.Column))
            .Select(entry => $"{Sql.Quote(entry.Column.Column.Name)} = {entry.Expression}")
            .Concat(OwnAssignments(job, now));
        return $"update {Target} t set {string.Join(", ", assignments)} from {staged} "
            + $"where {IsKey} and {condition} and {job} > 0 and {now} is not null";
    }

    /// <summary>Who wrote the contact, and when: the input's own time stamp wins.</summary>
    IEnumerable<string> OwnAssignments(string job, string now)
    {
        if (plan.IsMadeByEtl)
        {
            yield return $"{Sql.Quote(LoadPlan.JobColumn)} = {job}";
        }
        var index = plan.IndexOfField(LoadPlan.UpdatedAt);
        if (index >= 0)
        {
            var column = plan.Columns[index].Column;
            yield return $"{Sql.Quote(column.Name)} = coalesce({Staged(index)}, {now}::{column.TypeName})";
        }
        else if (plan.UpdatedAtColumn is { } column)
        {
            yield return $"{Sql.Quote(column.Name)} = {now}::{column.TypeName}";
        }
    }

    string Expression(LoadColumn column, int index)
    {
        var stored = Stored(column);
        var staged = Staged(index);
        if (column.HoldsCustoms)
        {
            return Customs(stored, staged);
        }
        var field = column.Field!;
        var expression = options.MergePolicies.GetValueOrDefault(field.Name) switch
        {
            MergePolicy.Keep => stored,
            MergePolicy.Fill => column.Column.IsText
                ? $"coalesce(nullif({stored}, ''), {Overwrite(column, index)})"
                : $"coalesce({stored}, {Overwrite(column, index)})",
            MergePolicy.Append => Append(column, stored, staged),
            _ => Overwrite(column, index),
        };
        return field.Kind == FieldKind.Consent && !options.AllowResubscribe
            ? $"case when {IsConsentKept(column, index)} then {stored} else {expression} end"
            : expression;
    }

    string Overwrite(LoadColumn column, int index)
    {
        var kept = $"coalesce({Staged(index)}, {Stored(column)})";
        if (!options.BlankClears || column.Column.Type == PostgresType.TimestampTz)
        {
            return kept;
        }
        return $"case when {Speaks(column)} then {Staged(index)} else {kept} end";
    }

    /// <summary>Only inputs that have the column say that a value is empty; the others say nothing about it.</summary>
    string Speaks(LoadColumn column)
    {
        var speaking = options
            .Layouts.Select((layout, number) => (layout, number))
            .Where(entry =>
                entry.layout.ColumnOf(column.Field!) is var index and >= 0 && !entry.layout.Columns[index].IsDerived
            )
            .Select(entry => entry.number.ToString(CultureInfo.InvariantCulture));
        return $"s.layout in ({string.Join(", ", speaking.DefaultIfEmpty("-1"))})";
    }

    string IsConsentKept(LoadColumn column, int index)
    {
        var words = string.Join(", ", ConsentRatchet.Words.Select(SqlLiteral.Of));
        string IsWord(string value) => $"regexp_replace(lower({value}::text), '[ _-]', '', 'g') in ({words})";
        var speaks = options.BlankClears
            ? $"({Staged(index)} is not null or {Speaks(column)})"
            : $"{Staged(index)} is not null";
        return $"coalesce({IsWord(Stored(column))} and not coalesce({IsWord(Staged(index))}, false) and {speaks}, false)";
    }

    string Append(LoadColumn column, string stored, string staged)
    {
        var isTags = column.Field!.Kind == FieldKind.Tags;
        return column.Column.Type switch
        {
            PostgresType.TextArray =>
                $"case when {staged} is null then {stored} else {ListSql.AppendArray(stored, staged)} end",
            _ when column.Column.IsText =>
                $"case when {staged} is null then {stored} when coalesce({stored}, '') = '' then {staged} else {(isTags ? ListSql.Append($"{stored}::text", $"{staged}::text") : AppendText(stored, staged))} end",
            _ => throw new JobException(
                $"--merge {column.Field.Name}=append works on text and lists, but the column {Sql.Quote(column.Column.Name)} of {Target} has the type {column.Column.TypeName}; use overwrite, keep or fill."
            ),
        };
    }

    /// <summary>The stored text, and the other one in a new line unless it stands there already.</summary>
    static string AppendText(string stored, string staged) =>
        $@"{stored} || case when position(E'\n' || {staged} || E'\n' in E'\n' || {stored} || E'\n') = 0 then E'\n' || {staged} else '' end";

    /// <summary>Custom fields are merged key by key; <c>s.cleared</c> names those that an empty value clears.</summary>
    string Customs(string stored, string staged)
    {
        var policies = options
            .MergePolicies.Where(entry => entry.Key.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal))
            .Select(entry => (Name: entry.Key[ContactField.CustomPrefix.Length..], entry.Value))
            .ToList();
        if (policies.Exists(policy => policy.Value == MergePolicy.Append))
        {
            throw new JobException(
                "--merge custom.NAME=append needs a column of that name in the table; use overwrite, keep or fill, or add the column."
            );
        }
        string Array(MergePolicy policy) =>
            $"array[{string.Join(", ", policies.Where(entry => entry.Value == policy).Select(entry => SqlLiteral.Of(entry.Name)))}]::text[]";
        var added = $"coalesce({staged}, '{{}}'::jsonb) - {Array(MergePolicy.Keep)}";
        added = $"({added}) - array(select k from unnest({Array(MergePolicy.Fill)}) k where {stored} ? k)";
        return $"nullif((coalesce({stored}, '{{}}'::jsonb) - coalesce(string_to_array(s.cleared, E'\\x01'), '{{}}')) || ({added}), '{{}}'::jsonb)";
    }
}
