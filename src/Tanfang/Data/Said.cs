using System.Data.Common;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Data;

/// <summary>What an administrator's command says when it could not be done: one sentence on stderr, exit code 1.</summary>
internal static class Said
{
    /// <summary>Runs a command; what cannot be helped by the program is said, a bug keeps its stack trace.</summary>
    public static async Task<int> Outcome(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e)
            when (e is StoreException or PolicyFormatException or IOException or UnauthorizedAccessException
                || (e as DbException ?? e.InnerException) is DbException
            )
        {
            await Console.Error.WriteLineAsync(((e as DbException ?? e.InnerException) as DbException ?? e).Message);
            return 1;
        }
    }

    public static int Refused(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            Console.Error.WriteLine(refusal.Sentence + "。");
        }

        return 1;
    }

    /// <summary>Commands that look after a store make none.</summary>
    public static Refusal? Missing(StoreOptions store) =>
        store.Postgres is null && !File.Exists(store.SqliteFile)
            ? new Refusal("noStore", $"{store.Directory} 中还没有数据库", "请核对 --data")
            : null;
}
