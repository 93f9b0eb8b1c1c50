using System.CommandLine;
using Tanfang;

// One program: `tanfang serve` and the commands of an administrator. Every module brings its own.
var root = new RootCommand("探访：特殊困难老年人探访关爱服务。每一项应访都有出处，每一个数字都能点开到人。")
{
    Options = { Office.Data, Office.Store, Office.StoreWeb },
};
foreach (var command in Office.Commands())
{
    root.Subcommands.Add(command);
}

// A text that begins with @ is a text, not a file of further arguments.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    return 2;
}

return await parsed.InvokeAsync();
