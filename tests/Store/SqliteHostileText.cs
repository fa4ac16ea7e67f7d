using Watchfloor.Kernel;
using Watchfloor.Plant;
using Watchfloor.Store;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

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
        var tenant = new TenantId(text);
        var view = View(text) with { Title = text, Category = text, FacilityId = text, Source = text };
        var wish = new RequestId(text);
        var commit = Show(view, tenant: tenant) with
        {
            Request = wish,
            Actor = text,
            Claims = [new(tenant, text, text, text)],
            Outbox = [new(new(Kinds.Page, tenant, text), text, AsJson(text))],
        };
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(commit));
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Show(View("plain"))));
        await store.Commits.Commit(StoreContractSamples.Entry(Kinds.Facility, text, text, new FacilitySpec(text, null, null, null, null)));
        await store.Keys.Admit(new(text, text, Role.Admin, tenant), text, Cancellation);
        await store.Telemetry.Append(tenant, new(1, text, text, 1, [new(text, T0, 1, Quality.Good)]), T0);

        Assert.Equal(text, (await store.Events.Find(tenant, text, Cancellation))!.Title);
        Assert.Equal(text, (await store.Events.Find(tenant, [text], Cancellation)).Single().Id);
        Assert.Equal(1, await store.Entities.Granted(commit.Entity, wish, Cancellation));
        Assert.Equal(text, await store.OpenEvents.ClaimedBy(tenant, text, text, Cancellation));
        Assert.Equal(commit.Entity, (await store.OpenEvents.Of(tenant, text, text, Cancellation)).Single().Id);
        Assert.Equal(text, (await store.Outbox.After(0, 1, Cancellation)).Single().Target.Id);
        Assert.Equal(text, (await store.Events.Journal(tenant, text, Cancellation)).Single().Actor);
        Assert.Equal(text, (await store.Keys.Holder(text, Cancellation))!.Name);
        Assert.Equal(text, (await store.Telemetry.After(tenant, text, 0, 9, Cancellation)).Single().Sample.Tag);
        Assert.Single((await store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 9, null, Cancellation)).Items);
        Assert.Equal("plain", (await store.Events.List(Tenant, new([], []), 9, null, Cancellation)).Items.Single().Id);
    }
}
