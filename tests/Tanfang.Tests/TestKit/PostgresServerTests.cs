using Npgsql;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.TestKit;

public sealed class PostgresServerTests
{
    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task A_server_keeps_its_word_when_it_is_asked_to_and_goes_when_it_is_let_go(bool durable, string fsync)
    {
        var cancel = TestContext.Current.CancellationToken;
        string address;
        using (var server = await PostgresServer.StartAsync(durable))
        {
            address = server.ConnectionString + ";Database=postgres;Pooling=false";
            await using var connection = new NpgsqlConnection(address);
            await connection.OpenAsync(cancel);
            Assert.Equal(fsync, await Ask(connection, "show fsync"));
            Assert.Equal(fsync, await Ask(connection, "show synchronous_commit"));
            Assert.Equal("Pacific/Chatham", await Ask(connection, "show timezone"));
        }

        await using var gone = new NpgsqlConnection(address);
        await Assert.ThrowsAsync<NpgsqlException>(() => gone.OpenAsync(cancel));
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
