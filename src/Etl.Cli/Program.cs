using Etl.Cli;
using Etl.Cli.Screen;

return await EtlApplication.RunAsync(args, Terminal.OfProcess());
