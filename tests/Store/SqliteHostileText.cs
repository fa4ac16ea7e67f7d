using Watchfloor.Store;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteHostileText : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("'; DROP TABLE event; --")]
    [InlineData("\" OR \"\"=\"")]
    [InlineData("%_*?")]
    [InlineData("a\0b")]
    [InlineData("漢字 \U0001F6A8 ü\u0301\r\n\t\u2028")]
    [InlineData("?1 :a @b $c")]
    [InlineData("")]
    public async Task Text_is_text_wherever_it_stands(string text)
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await HostileText.IsTextEverywhere(store, text, Cancellation);
    }
}
