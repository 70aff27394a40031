using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Jobs.Options;

namespace Etl.Jobs.Inputs;

/// <summary>
/// Options with what was found out put in its place: delimiter, encoding and the mapping of every column. A run with them reads
/// the same text the same way, whatever templates, aliases or values there are by then.
/// </summary>
static class ResolvedOptions
{
    const string Utf8 = "utf-8";

    /// <summary>The options as one input was read with them.</summary>
    public static JobOptions Of(JobOptions options, JobInput input)
    {
        // The columns of a known format are found again by the header, which says more of them than the field that each feeds.
        var columns = input
            .Mapping.Layout.Columns.Where(column => column.SourceIndex >= 0 && column.MappedBy != MappingSources.Format)
            .Where(column => column.Field is not { } field || IsReadAlike(field))
            .ToList();
        var description = input.Source.Description;
        return options with
        {
            Set =
            [
                .. columns
                    .Where(column => column.Field is not null)
                    .Select(column => KeyValuePair.Create(column.Header, column.Field!.Written)),
            ],
            Ignore = [.. columns.Where(column => column.Field is null).Select(column => column.Header)],
            Map = null,
            Delimiter = description.Delimiter.Length > 0 ? description.Delimiter : options.Delimiter,
            Encoding = description.Encoding == Utf8 ? options.Encoding : description.Encoding,
            NoHeader = options.NoHeader || !input.HasHeader,
        };
    }

    // A header such as "a:bool" that is kept as it is would be read as a name with a type; it is kept again without being named.
    static bool IsReadAlike(ContactField field) =>
        ContactFields.TypeProblem(field.Written, isWritten: true) is null && ContactFields.Find(field.Written) == field;
}
