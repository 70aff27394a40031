using Etl.Core.Schema;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Inspection;

public sealed class InspectorTests
{
    static readonly JobEnvironment environment = new(() => Stream.Null, () => Stream.Null, TimeProvider.System);

    public static TheoryData<string> Samples =>
        [
            .. Directory
                .GetFiles(RepositoryRoot.Combine("datasets/samples/formats"), "*.csv")
                .Append(RepositoryRoot.Combine("datasets/samples/contacts.csv"))
                .Select(path => Path.GetRelativePath(RepositoryRoot.Combine("datasets/samples"), path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_columns_of_a_sample_look_like_the_kind_of_their_field(string sample)
    {
        var options = new JobOptions
        {
            Kind = JobKind.Inspect,
            Inputs = [RepositoryRoot.Combine($"datasets/samples/{sample}")],
        };
        var report = Assert.Single(
            await new Inspector(environment).RunAsync(options, TestContext.Current.CancellationToken)
        );
        foreach (var column in report.Columns.Where(column => column.Looks != "empty"))
        {
            var look = column.Field == "phone" ? "phone" : Look(ContactFields.Find(column.Field ?? "")?.Kind);
            Assert.True(
                look is null || column.Looks.StartsWith(look, StringComparison.Ordinal),
                $"{column.Column} feeds {column.Field} and looks like {column.Looks}."
            );
        }
    }

    // What a value of the other kinds looks like depends on the file.
    static string? Look(FieldKind? kind) =>
        kind switch
        {
            FieldKind.Email => "e-mail",
            FieldKind.Phone => "phone",
            FieldKind.Url => "web address",
            FieldKind.Date or FieldKind.Timestamp => "date",
            FieldKind.Name or FieldKind.Country or FieldKind.Region => "text",
            _ => null,
        };
}
