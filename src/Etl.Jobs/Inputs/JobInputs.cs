using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Customs;
using Etl.Core.Normalization.Dates;
using Etl.Core.Normalization.Regions;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Normalization.Texts;
using Etl.Core.Schema;
using Etl.Core.Validation;
using Etl.Formats.Csv;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Jobs.Templates;

namespace Etl.Jobs.Inputs;

/// <summary>The opened inputs of a job, and the options as completed by the template that was recognised.</summary>
sealed class JobInputs : IAsyncDisposable
{
    const int HeadersShown = 8;

    static readonly Task<IReadOnlyList<StoreColumn>> noColumns = Task.FromResult<IReadOnlyList<StoreColumn>>([]);

    readonly List<JobInput> inputs = [];
    readonly Task<IReadOnlyList<StoreColumn>> targetColumns;

    JobInputs(JobOptions options, Task<IReadOnlyList<StoreColumn>> targetColumns)
    {
        Options = options;
        this.targetColumns = targetColumns;
    }

    /// <summary>The job's options; what a template says is under what the user says.</summary>
    public JobOptions Options { get; private set; }

    /// <summary>The inputs in order.</summary>
    public IReadOnlyList<JobInput> All => inputs;

    /// <summary>The layouts of all inputs.</summary>
    public IReadOnlyList<BatchLayout> Layouts => [.. inputs.Select(input => input.Mapping.Layout)];

    /// <summary>Bytes of all inputs; null when one is a stream.</summary>
    public long? LengthBytes =>
        inputs.All(input => input.Source.Description.LengthBytes is not null)
            ? inputs.Sum(input => input.Source.Description.LengthBytes)
            : null;

    /// <summary>
    /// Records that the inputs may hold, from their size and the records that were read ahead, <c>--limit</c> at most; 0 when nobody
    /// knows (streams).
    /// </summary>
    public long ExpectedRecords => Math.Min(inputs.Sum(ExpectedRecordsOf), Options.Limit ?? long.MaxValue);

    /// <summary>
    /// Throws when no column of an input says who a record is: stored, every record would be an empty contact.
    /// </summary>
    public void RefuseNobody()
    {
        foreach (var input in inputs.Where(input => !EmptyContactRule.CanJudge(input.Mapping.Layout)))
        {
            var headers = input.Source.Description.Headers;
            var shown = string.Join(", ", headers.Take(HeadersShown).Select(header => $"'{header}'"));
            throw new JobException(
                $"No column of \"{input.Source.Description.Path}\" feeds a name, company, e-mail, phone or external id, so all its contacts would be empty; its columns are {shown}{(headers.Count > HeadersShown ? " …" : "")}. Map them, for example with --set \"{headers[0]}=full_name\", or name another file."
            );
        }
    }

    /// <summary>
    /// Opens and maps the inputs of a new job. Fixed rejects keep the mapping of the job that made them: it is not judged by
    /// values again.
    /// </summary>
    public static ValueTask<JobInputs> OpenAsync(
        JobOptions options,
        JobEnvironment environment,
        int blockBytes,
        CancellationToken cancellationToken
    ) => OpenAsync(options, environment, blockBytes, noColumns, cancellationToken);

    /// <summary>Gives all inputs columns for these fields, too, where values of theirs can overflow into them.</summary>
    public void AddColumns(IReadOnlyCollection<ContactField> fields)
    {
        for (var index = 0; index < inputs.Count; index++)
        {
            inputs[index] = inputs[index] with { Mapping = DerivedColumns.Add(inputs[index].Mapping, fields, []) };
        }
    }

    /// <summary>Opens and maps the inputs of a new job that loads into a target with columns of its own.</summary>
    public static ValueTask<JobInputs> OpenAsync(
        JobOptions options,
        JobEnvironment environment,
        int blockBytes,
        Task<IReadOnlyList<StoreColumn>> targetColumns,
        CancellationToken cancellationToken
    )
    {
        var judgesValues = RejectSidecar.Find(options.Inputs) is null;
        return OpenAsync(options, environment, blockBytes, judgesValues, targetColumns, cancellationToken);
    }

    /// <summary>Opens and maps the inputs; no target has columns of its own.</summary>
    public static ValueTask<JobInputs> OpenAsync(
        JobOptions options,
        JobEnvironment environment,
        int blockBytes,
        bool judgesValues,
        CancellationToken cancellationToken
    ) => OpenAsync(options, environment, blockBytes, judgesValues, noColumns, cancellationToken);

    /// <summary>Opens and maps the inputs.</summary>
    /// <param name="options">What the user says.</param>
    /// <param name="environment">Where standard input comes from.</param>
    /// <param name="blockBytes">Bytes per block.</param>
    /// <param name="judgesValues">False when the mapping is known from an earlier run and is not to be judged by values again.</param>
    /// <param name="targetColumns">Columns of a target that the user owns, awaited when the first header is mapped; empty for other targets.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<JobInputs> OpenAsync(
        JobOptions options,
        JobEnvironment environment,
        int blockBytes,
        bool judgesValues,
        Task<IReadOnlyList<StoreColumn>> targetColumns,
        CancellationToken cancellationToken
    )
    {
        var opened = new JobInputs(options, targetColumns);
        try
        {
            foreach (var path in InputPaths.Expand(options.Inputs))
            {
                await opened
                    .AddAsync(path, environment, blockBytes, judgesValues, cancellationToken)
                    .ConfigureAwait(false);
            }
            opened.AddDerivedColumns(await targetColumns.ConfigureAwait(false));
            JobLog.Opened(environment.Logger, opened.All);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var input in inputs)
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
    }

    async ValueTask AddAsync(
        string path,
        JobEnvironment environment,
        int blockBytes,
        bool judgesValues,
        CancellationToken cancellationToken
    )
    {
        if (DatabaseInput.Is(path))
        {
            var database = await DatabaseInput
                .OpenAsync(path, Options.Query, environment, cancellationToken)
                .ConfigureAwait(false);
            await AddAsync(TargetText.Shown(path), database, judgesValues, cancellationToken).ConfigureAwait(false);
            return;
        }
        var stream = await InputPaths.OpenStreamAsync(path, environment, cancellationToken).ConfigureAwait(false);
        var whole = new CsvInput(path) { Stream = stream };
        foreach (var input in CsvSourceOpener.Expand(whole, ReadingOptions(Options, blockBytes)))
        {
            var text = await CsvSourceOpener
                .OpenAsync(input, ReadingOptions(Options, blockBytes), cancellationToken)
                .ConfigureAwait(false);
            await AddAsync(path, text, judgesValues, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// All inputs get the columns that any of them needs: what goes into one output under one header has the same columns. A store
    /// gets all that values may come for.
    /// </summary>
    void AddDerivedColumns(IReadOnlyList<StoreColumn> columns)
    {
        var needed = inputs
            .Where(input => input.Source.Sample is not null)
            .SelectMany(input => DerivedColumns.Find(input.Mapping.Layout, input.Source.Sample!, Options.Country))
            .Where(field => columns.Count == 0 || columns.Any(column => Holds(column, field)))
            .ToHashSet();
        var spare = inputs
            .Where(_ => Options.Kind == JobKind.Import)
            .SelectMany(input => DerivedColumns.FindAll(input.Mapping.Layout))
            .Where(field => columns.Count == 0 || columns.Any(column => column.IsOptional && Holds(column, field)))
            .ToHashSet();
        for (var index = 0; index < inputs.Count; index++)
        {
            inputs[index] = inputs[index] with { Mapping = DerivedColumns.Add(inputs[index].Mapping, needed, spare) };
        }
    }

    static bool Holds(StoreColumn column, ContactField field) =>
        (field.IsCustom && column.HoldsCustoms) || column.Field.Name.Equals(field.Name, StringComparison.Ordinal);

    static CsvOptions ReadingOptions(JobOptions options, int blockBytes) =>
        new()
        {
            Delimiter = options.Delimiter,
            Quote = options.Quote,
            Encoding = options.Encoding,
            TakesDoubtfulEncoding = options.Kind == JobKind.Inspect,
            HasHeader = options.NoHeader ? false : null,
            // Not asked before it is needed: another thread may be reading it.
            IsKnownHeader = header => HeaderAliases.Default.IsKnown(header),
            BlockBytes = blockBytes,
            FirstBlockBytes = SampledSource.SampleBytes,
            Digests = options.TellsDigests || options.Kind != JobKind.Clean,
        };

    async ValueTask AddAsync(string path, ISource opened, bool judgesValues, CancellationToken cancellationToken)
    {
        var headers = opened.Description.Headers;
        var source = await SampledSource.ReadAheadAsync(opened, cancellationToken).ConfigureAwait(false);
        try
        {
            var template = FindTemplate(headers);
            if (template is not null && inputs.Count == 0)
            {
                Options = JobSettings.Overlay(TemplateOptions(template.Template), Options);
            }
            var evidence = judgesValues && source.Sample is { } sample ? ColumnEvidence.Of(sample) : null;
            var columns = await targetColumns.ConfigureAwait(false);
            var options = MappingOf(template, opened.Description.Path, columns);
            var mapping = HeaderMapper.Map(headers, options, evidence);
            if (source.Sample is { } first)
            {
                var samples = new ColumnSamples(first, () => (opened as CsvSource)?.ReadPieces(first.Layout) ?? []);
                mapping = DateColumns.Judge(mapping, samples, Options.DateOrder != DateOrderMode.Ask);
                mapping = NumberColumns.Judge(mapping, samples, columns);
                mapping = LostDigits.Judge(mapping, first);
                mapping = LeftOutColumns.Judge(mapping, options, first);
                mapping = RegionColumns.JudgeCountries(mapping, first);
                mapping = Options.Country is null ? RegionColumns.Judge(mapping, first) : mapping;
            }
            CompleteMatch(mapping);
            inputs.Add(new JobInput(path, opened as CsvSource, source, WithSkippedRows(mapping, opened), template));
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>An export without addresses, such as LinkedIn's, would else be loaded again and again.</summary>
    void CompleteMatch(HeaderMapping mapping)
    {
        if (inputs.Count == 0 && Options.Match.Count == 0 && mapping.Format is { Format.Match: { Count: > 0 } match })
        {
            Options = Options with { Match = match };
        }
    }

    static HeaderMapping WithSkippedRows(HeaderMapping mapping, ISource source) =>
        source.Description.InstructionRowCount is var count and > 0
            ? mapping with
            {
                Findings =
                [
                    new MappingFinding(
                        MappingFindingKind.SkippedRows,
                        -1,
                        FormattableString.Invariant(
                            $"Rows below the header that only say which columns are required were skipped: {count}."
                        )
                    ),
                    .. mapping.Findings,
                ],
            }
            : mapping;

    MappingOptions MappingOf(TemplateMatch? template, string path, IReadOnlyList<StoreColumn> columns) =>
        new()
        {
            Set = [.. Options.Set.Select(Assignment)],
            Ignore = Options.Ignore,
            Defaults = [.. Options.Defaults.Select(Default)],
            Owner = Options.Owner is { } owner ? OwnerAssignment.Parse(owner) : null,
            Unmapped = Options.Unmapped,
            Template = template?.Template,
            TargetColumns = columns,
            FileName = path,
            // A file that is cleaned under its own header keeps its columns as they are.
            Arranges = Options.Kind != JobKind.Clean || Options.As is not null,
        };

    static ColumnAssignment Assignment(KeyValuePair<string, string> pair) =>
        new(pair.Key, FieldNames.Require(pair.Value, $"--set \"{pair.Key}={pair.Value}\""));

    static FieldDefault Default(KeyValuePair<string, string> pair) =>
        new(FieldNames.Require(pair.Key, $"--default \"{pair.Key}={pair.Value}\""), pair.Value);

    TemplateMatch? FindTemplate(IReadOnlyList<string> headers)
    {
        if (Options.Map is { } named)
        {
            return new TemplateMatch(TemplateFinder.Find(named, Options.Templates), 1);
        }
        return TemplateStore.Open(Options.Templates).Find(headers);
    }

    static JobOptions TemplateOptions(MappingTemplate template)
    {
        var options = new JobOptions();
        foreach (var (name, value) in template.Options)
        {
            options = JobSettings.Find(name)?.Apply(options, [value]) ?? options;
        }
        return options;
    }

    static long ExpectedRecordsOf(JobInput input) =>
        input.Source is { Sample: { RowCount: > 0 } sample, Description.LengthBytes: { } length }
            ? length * sample.RowCount / sample.Block.Length
            : 0;
}
