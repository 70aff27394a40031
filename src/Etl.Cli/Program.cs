using Etl.Cli;
using Etl.Cli.Hosting;
using Etl.Cli.Screen;

ProcessTitle.HideSecrets();
return await EtlApplication.RunAsync(args, Terminal.OfProcess());
