using Etl.Datasets.Commands;

return CommandTree.Build().Parse(args).Invoke();
