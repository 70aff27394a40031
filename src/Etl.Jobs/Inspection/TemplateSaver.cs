using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Templates;

namespace Etl.Jobs.Inspection;

/// <summary>Saves the mapping of an input as a template.</summary>
public sealed class TemplateSaver(JobEnvironment environment)
{
    const int SampleBytes = 512 * 1024;

    static readonly string[] kept = ["country", "date-order", "encoding", "delimiter", "owner"];

    /// <summary>Maps the only input of the options and saves the result under a name, with the options that go with such files.</summary>
    public async Task<MappingTemplate> SaveAsync(string name, JobOptions options, CancellationToken cancellationToken)
    {
        if (options.Inputs.Count != 1)
        {
            throw new JobException(
                "etl template save needs the name and one input, for example 'etl template save crm contacts.csv'."
            );
        }
        var inputs = await JobInputs
            .OpenAsync(options, environment, SampleBytes, true, cancellationToken)
            .ConfigureAwait(false);
        await using (inputs.ConfigureAwait(false))
        {
            var settings = kept.Select(JobSettings.Find)
                .OfType<JobSetting>()
                .Where(setting => setting.Read(options).Count > 0)
                .ToDictionary(setting => setting.Name, setting => setting.Written(options)[0], StringComparer.Ordinal);
            var template = TemplateStore.FromLayout(name, inputs.All[0].Mapping.Layout, settings);
            TemplateStore.Open(options.Templates).Save(template);
            return template;
        }
    }
}
