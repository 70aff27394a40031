using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;
using Etl.Jobs.Templates;

namespace Etl.Cli.Commands;

/// <summary><c>etl template</c>: saved mappings.</summary>
static class TemplateCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand("template", "Saves mappings under a name, to be recognised again by the header.")
        {
            Examples =
            [
                ("etl template save crm contacts.csv --set \"Work Mail=email\"", "keep how this file is mapped"),
                ("etl template list", "what is saved"),
                ("etl template show crm", "one of them, as YAML"),
            ],
        };
        command.Subcommands.Add(Save(terminal));
        command.Subcommands.Add(Show(terminal));
        command.Subcommands.Add(List(terminal));
        return command;
    }

    static EtlCommand Save(Terminal terminal)
    {
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "The template's name." };
        var input = new Argument<string>("file")
        {
            HelpName = "INPUT",
            Description = "A file with the header to recognise.",
        };
        var command = new EtlCommand("save", "Saves the mapping of an input as a template.")
        {
            Examples = [("etl template save crm contacts.csv --country US", "with the options that such files need")],
        };
        command.Arguments.Add(name);
        command.Arguments.Add(input);
        var settings = new SettingOptions(command, JobKind.Preview);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = settings.Read(parsed, new JobOptions(), [parsed.GetValue(input)!]);
                var saver = new TemplateSaver(JobCommands.Environment(terminal));
                var template = await saver.SaveAsync(parsed.GetValue(name)!, options, cancellationToken);
                terminal.Output.WriteLine(
                    $"Saved the template \"{template.Name}\" in {TemplateStore.Open(options.Templates).Folder}; files with this header use it from now on."
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    static EtlCommand Show(Terminal terminal)
    {
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "The template's name." };
        var command = new EtlCommand("show", "Shows a template as YAML.")
        {
            Examples = [("etl template show crm", "its columns and options")],
        };
        var folder = Folder(command);
        command.Arguments.Add(name);
        command.SetAction(parsed =>
        {
            var template = TemplateStore.Open(parsed.GetValue(folder)).Show(parsed.GetValue(name)!);
            terminal.Output.WriteLine(TemplateStore.ToYaml(template).TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }

    static EtlCommand List(Terminal terminal)
    {
        var command = new EtlCommand("list", "Lists the saved templates.")
        {
            Examples = [("etl template list", "all of them")],
        };
        var folder = Folder(command);
        command.SetAction(parsed =>
        {
            var store = TemplateStore.Open(parsed.GetValue(folder));
            var table = new TextTable("lrl");
            foreach (var template in store.List())
            {
                table.Row(
                    template.Name,
                    Figures.Plural(template.Headers.Count, "column"),
                    string.Join(", ", template.Headers.Take(4))
                );
            }
            table.Write(terminal.Output, 0);
            if (store.List().Count == 0)
            {
                terminal.Output.WriteLine(
                    $"There are no templates in {store.Folder} yet; make one with: etl template save NAME INPUT"
                );
            }
            return ExitCode.Done;
        });
        return command;
    }

    static Option<string> Folder(Command command)
    {
        var folder = new Option<string>("--templates")
        {
            HelpName = "FOLDER",
            Description = "Where templates are kept.",
        };
        command.Options.Add(folder);
        return folder;
    }
}
