using Etl.Cli;
using Etl.Cli.Hosting;
using Etl.Cli.Screen;

ProcessTitle.HideSecrets();
if (!OperatingSystem.IsWindows())
{
    EmbeddedSqlite.Register();
}
return await EtlApplication.RunAsync(args, Terminal.OfProcess());
