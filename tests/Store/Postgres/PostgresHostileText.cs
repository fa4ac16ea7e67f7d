using Watchfloor.Kernel;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresHostileText : PostgresRoom
{
    [Theory]
    [InlineData("'; DROP TABLE event; --")]
    [InlineData("\" OR \"\"=\"")]
    [InlineData("%_*?")]
    [InlineData("a\0b\u0001c\u0001\u0001\0")]
    [InlineData("漢字 \U0001F6A8 ü\u0301\r\n\t\u2028")]
    [InlineData("$1 :a @b ?c \\x41 {\"a\"}")]
    [InlineData("")]
    public async Task Text_is_text_wherever_it_stands(string text)
    {
        await using var store = await Open();
        await HostileText.IsTextEverywhere(store, text, Cancellation);
    }

    [Fact]
    public void Texts_keep_their_order_and_what_begins_with_what()
    {
        string[] texts = ["", "\0", "\0\0", "\0\u0001", "\u0001", "\u0001\0", "\u0001b", "\u0002", "a", "a\0", "a\0b", "a\u0001", "ab"];

        Assert.Equal(texts.Select(PgText.Write).Order(StringComparer.Ordinal), texts.Select(PgText.Write));
        Assert.Equal(texts, texts.Select(text => PgText.Read(PgText.Write(text))));
        Assert.All(texts, text => Assert.DoesNotContain('\0', PgText.Write(text)));
        Assert.Equal("a\uFFFDb", PgText.Write("a\uD800b"));
    }

    [Fact]
    public async Task What_the_database_cannot_take_fails_alone()
    {
        await using var store = await Open();
        var random = new Random(5);
        var tooLong = new string([.. Enumerable.Range(0, 9_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF))]);

        var neighbours = Enumerable.Range(0, 40).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0))).ToList();
        var unfit = store.Commits.Commit(Commit(Event(tooLong), 0));
        var behind = Enumerable.Range(0, 40).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 1))).ToList();

        Assert.True((await Assert.ThrowsAsync<StoreFailedException>(() => unfit)).IsUnfit);
        Assert.All(await Task.WhenAll(neighbours.Concat(behind)), result => Assert.Equal(CommitResult.Committed.Instance, result));
        Assert.Null(store.Health.Trouble);
        Assert.Equal(80, store.Health.Facts);
    }
}
